package openapi

import (
	"golang.org/x/text/language"
	"golang.org/x/text/message"
)

// printer words complaints in English.
func printer() *message.Printer { return message.NewPrinter(language.English) }
