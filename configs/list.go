package configs

import (
	"fmt"
	"reflect"
	"strings"
)

// Setting is one setting in force, for people.
type Setting struct {
	Name  string
	Value string // a secret prints as such, never as itself
	From  string // see Settings.From
}

// List returns every setting with its value, in the order in which docs/CONFIG.md explains them.
func (s Settings) List() []Setting {
	var all []Setting
	for _, st := range declared() {
		var value string
		switch v := reflect.ValueOf(s).Field(st.index).Interface().(type) {
		case []string:
			value = strings.Join(v, ",")
		default:
			value = fmt.Sprint(v)
		}
		all = append(all, Setting{Name: st.name, Value: value, From: s.From(st.name)})
	}
	return all
}
