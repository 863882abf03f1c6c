// Package openapi holds what crosses the sandbox's wire against Discord's own description of its API,
// as a second opinion beside the sandbox's rules: the rules know limits the description lacks, the
// description knows shapes nobody thought of.
//
// It is for tests. The description is not part of this project: a caller gives its path, and skips
// when it is not there.
//
//	judge, err := openapi.Load("../../shared/discord/openapi.json")
//	if err != nil {
//		t.Skip(err)
//	}
//	s, err := sandbox.New(sandbox.Options{Judge: judge.Check})
package openapi

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"attache/sandbox"
)

// Judge validates bodies. It is safe for concurrent use.
type Judge struct {
	operations map[string]operation

	mu       sync.Mutex
	compiler *jsonschema.Compiler
	schemas  map[string]*jsonschema.Schema // by pointer; nil for a place without a schema
}

// operation is where an operation stands in the description, and which answers it describes.
type operation struct {
	pointer   string
	requests  bool
	responses map[string]response
}

type response struct {
	pointer string // of the schema; empty for an answer without a body
}

// Load reads the description.
func Load(path string) (*Judge, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("openapi: %w", err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
	if err != nil {
		return nil, fmt.Errorf("openapi: %s: %w", path, err)
	}
	j := &Judge{operations: map[string]operation{}, compiler: jsonschema.NewCompiler(), schemas: map[string]*jsonschema.Schema{}}
	j.compiler.DefaultDraft(jsonschema.Draft2020)
	if err := j.compiler.AddResource(resource, doc); err != nil {
		return nil, fmt.Errorf("openapi: %s: %w", path, err)
	}
	root, _ := doc.(map[string]any)
	paths, _ := root["paths"].(map[string]any)
	for path, item := range paths {
		methods, _ := item.(map[string]any)
		for method, op := range methods {
			if o, ok := op.(map[string]any); ok {
				if id, ok := o["operationId"].(string); ok {
					j.operations[id] = describe(root, "/paths/"+escape(path)+"/"+method, o)
				}
			}
		}
	}
	if len(j.operations) == 0 {
		return nil, fmt.Errorf("openapi: %s describes no operations", path)
	}
	return j, nil
}

// resource is the name of the description inside the compiler.
const resource = "mem://discord/openapi.json"

func describe(root map[string]any, at string, o map[string]any) operation {
	op := operation{pointer: at, responses: map[string]response{}}
	if body, ok := o["requestBody"].(map[string]any); ok {
		content, _ := body["content"].(map[string]any)
		_, op.requests = content["application/json"]
	}
	responses, _ := o["responses"].(map[string]any)
	for status, r := range responses {
		here := at + "/responses/" + status
		answer, _ := r.(map[string]any)
		if ref, ok := answer["$ref"].(string); ok {
			here = strings.TrimPrefix(ref, "#")
			answer = lookup(root, here)
		}
		content, _ := answer["content"].(map[string]any)
		if _, ok := content["application/json"]; ok {
			op.responses[status] = response{here + jsonContent}
		} else {
			op.responses[status] = response{}
		}
	}
	return op
}

const jsonContent = "/content/application~1json/schema"

func lookup(root map[string]any, pointer string) map[string]any {
	for _, key := range strings.Split(strings.TrimPrefix(pointer, "/"), "/") {
		root, _ = root[key].(map[string]any)
	}
	return root
}

func escape(path string) string {
	return strings.NewReplacer("~", "~0", "/", "~1").Replace(path)
}

// Check is a [sandbox.Judge]. An operation, status or body the description does not have is an error
// too.
func (j *Judge) Check(name string, dir sandbox.Direction, status int, body []byte) error {
	op, ok := j.operations[name]
	if !ok {
		if name == "unknown" { // a route that is none: the sandbox's answer to it has no description
			return nil
		}
		return fmt.Errorf("operation %q is not described", name)
	}
	if dir == sandbox.FromBot {
		if !op.requests {
			return fmt.Errorf("%s takes no JSON body", name)
		}
		return j.validate(op.pointer+"/requestBody"+jsonContent, body)
	}
	code := strconv.Itoa(status)
	r, ok := op.responses[code]
	if !ok && status >= 400 && status < 500 {
		r, ok = op.responses["4XX"]
	}
	switch {
	case !ok && status >= 500:
		return nil // not described, and no bot may rely on its shape
	case !ok:
		return fmt.Errorf("%s is not described to answer %d", name, status)
	case r.pointer == "" && len(body) > 0:
		return fmt.Errorf("%s is described to answer %d without a body", name, status)
	case r.pointer == "":
		return nil
	}
	return j.validate(r.pointer, body)
}

func (j *Judge) validate(pointer string, body []byte) error {
	schema, err := j.schema(pointer)
	if err != nil {
		return err
	}
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(body))
	if err != nil {
		return err
	}
	if err := errorTree(v); err != nil {
		return err
	}
	err = schema.Validate(permissionBits(v))
	var invalid *jsonschema.ValidationError
	if errors.As(err, &invalid) {
		return errors.New(leaves(invalid))
	}
	return err
}

// schema compiles lazily: there are hundreds, and a test needs a few.
func (j *Judge) schema(pointer string) (*jsonschema.Schema, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if s := j.schemas[pointer]; s != nil {
		return s, nil
	}
	s, err := j.compiler.Compile(resource + "#" + pointer)
	if err != nil {
		return nil, fmt.Errorf("compile %s: %w", pointer, err)
	}
	j.schemas[pointer] = s
	return s, nil
}

// permissionBits turns the numeric string of default_member_permissions into a number: documented
// as a string, described as an integer.
func permissionBits(v any) any {
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			permissionBits(e)
		}
	case map[string]any:
		if s, ok := v["default_member_permissions"].(string); ok && v["application_id"] == nil {
			if _, err := strconv.ParseUint(s, 10, 64); err == nil {
				v["default_member_permissions"] = json.Number(s)
			}
		}
	}
	return v
}

// errorTree checks the "errors" of an error answer and takes it away: the description gives its
// complaints a number as code, the documentation (and Discord) a string.
func errorTree(v any) error {
	answer, ok := v.(map[string]any)
	if !ok || answer["errors"] == nil || answer["message"] == nil {
		return nil
	}
	defer delete(answer, "errors")
	return branch(answer["errors"], "/errors")
}

func branch(v any, at string) error {
	inner, ok := v.(map[string]any)
	if !ok || len(inner) == 0 {
		return fmt.Errorf("%s: neither places nor _errors", at)
	}
	if here, ok := inner["_errors"]; ok {
		all, _ := here.([]any)
		if len(all) == 0 || len(inner) > 1 {
			return fmt.Errorf("%s: _errors is empty or not alone", at)
		}
		for _, e := range all {
			complaint, _ := e.(map[string]any)
			code, _ := complaint["code"].(string)
			if text, _ := complaint["message"].(string); code == "" || text == "" {
				return fmt.Errorf("%s/_errors: a complaint without code or message", at)
			}
		}
		return nil
	}
	for name, next := range inner {
		if err := branch(next, at+"/"+name); err != nil {
			return err
		}
	}
	return nil
}

// leaves returns the deepest complaints, a line each: unions repeat every branch above them.
func leaves(e *jsonschema.ValidationError) string {
	var lines []string
	var walk func(*jsonschema.ValidationError)
	walk = func(e *jsonschema.ValidationError) {
		if len(e.Causes) == 0 && len(lines) < 12 {
			lines = append(lines, "/"+strings.Join(e.InstanceLocation, "/")+": "+e.ErrorKind.LocalizedString(printer()))
		}
		for _, c := range e.Causes {
			walk(c)
		}
	}
	walk(e)
	return strings.Join(lines, "\n")
}
