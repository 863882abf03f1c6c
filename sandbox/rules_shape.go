package sandbox

import (
	"encoding/json"
	"maps"
	"slices"
)

// shapeRule names the rule about JSON types. What breaks it cannot be looked into further.
const shapeRule = "shape"

// shape is the JSON type of a value, as far as the sandbox reads it. Keys that are not named are let
// pass, as Discord does; null is let pass everywhere but inside lists.
type shape struct {
	kind   shapeKind
	of     *shape            // of a list's elements, or an object's values
	fields map[string]*shape // of an object
}

type shapeKind int

const (
	anyShape shapeKind = iota
	textShape
	wholeShape
	numberShape
	flagShape
	idShape
	listShape
	objectShape
)

func listOf(of *shape) *shape { return &shape{kind: listShape, of: of} }

func object(fields map[string]*shape) *shape { return &shape{kind: objectShape, fields: fields} }

// fits records where n has not the shape.
func (s *shape) fits(r *report, n *node) {
	if !n.has() || s.kind == anyShape {
		return
	}
	switch s.kind {
	case textShape:
		if !n.isText() {
			r.fail(n, "STRING_TYPE_CONVERT", "Could not interpret value as string.")
		}
	case wholeShape:
		if _, ok := n.int(); !ok {
			r.fail(n, "NUMBER_TYPE_COERCE", "Value is not int.")
		}
	case numberShape:
		if _, ok := n.v.(json.Number); !ok {
			r.fail(n, "NUMBER_TYPE_COERCE", "Value is not float.")
		}
	case flagShape:
		if _, ok := n.v.(bool); !ok {
			r.fail(n, "BOOLEAN_TYPE_CONVERT", "Must be either true or false.")
		}
	case idShape:
		num, _ := n.v.(json.Number)
		if _, err := ParseID(n.text() + num.String()); err != nil {
			r.fail(n, "NUMBER_TYPE_COERCE", "Value is not snowflake.")
		}
	case listShape:
		if !n.isList() {
			r.fail(n, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
		}
		n.each(func(e *node) {
			if e.v == nil && s.of.kind != anyShape {
				r.fail(e, "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType")
			}
			s.of.fits(r, e)
		})
	case objectShape:
		if !n.isObject() {
			r.fail(n, "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType")
		}
		for _, key := range slices.Sorted(maps.Keys(s.fields)) {
			s.fields[key].fits(r, n.at(key))
		}
		if s.of != nil {
			n.keys(func(v *node) { s.of.fits(r, v) })
		}
	}
}

func shapeRules() []rule {
	text, whole, number, flag, id := &shape{kind: textShape}, &shape{kind: wholeShape}, &shape{kind: numberShape}, &shape{kind: flagShape}, &shape{kind: idShape}
	free := &shape{}
	texts := &shape{kind: objectShape, of: text}

	picture := object(map[string]*shape{"url": text})
	embed := object(map[string]*shape{
		"type": text, "url": text, "title": text, "description": text, "color": whole, "timestamp": text,
		"fields": listOf(object(map[string]*shape{"name": text, "value": text, "inline": flag})),
		"author": object(map[string]*shape{"name": text, "url": text, "icon_url": text}),
		"footer": object(map[string]*shape{"text": text, "icon_url": text}), "image": picture, "thumbnail": picture,
	})
	emoji := object(map[string]*shape{"id": id, "name": text, "animated": flag})
	component := object(map[string]*shape{
		"type": whole, "id": whole, "custom_id": text, "style": whole, "label": text, "emoji": emoji, "url": text, "disabled": flag,
		"placeholder": text, "min_values": whole, "max_values": whole, "channel_types": listOf(whole),
		"options": listOf(object(map[string]*shape{"label": text, "value": text, "description": text, "emoji": emoji, "default": flag})),
		"content": text, "description": text, "media": picture, "file": picture, "spoiler": flag, "divider": flag, "spacing": whole,
		"accent_color": whole, "value": text, "min_length": whole, "max_length": whole, "required": flag,
		"items": listOf(object(map[string]*shape{"media": picture, "description": text, "spoiler": flag})),
	})
	component.fields["components"], component.fields["accessory"], component.fields["component"] = listOf(component), component, component
	message := object(map[string]*shape{
		"content": text, "embeds": listOf(embed), "components": listOf(component), "flags": whole, "tts": flag, "enforce_nonce": flag,
		"attachments":       listOf(object(map[string]*shape{"id": id, "filename": text, "description": text})),
		"allowed_mentions":  object(map[string]*shape{"parse": listOf(text), "users": listOf(id), "roles": listOf(id), "replied_user": flag}),
		"message_reference": object(map[string]*shape{"type": whole, "message_id": id, "channel_id": id, "guild_id": id, "fail_if_not_exists": flag}),
	})
	choice := object(map[string]*shape{"name": text, "name_localizations": texts, "value": free})
	option := object(map[string]*shape{
		"type": whole, "name": text, "description": text, "name_localizations": texts, "description_localizations": texts,
		"required": flag, "autocomplete": flag, "choices": listOf(choice), "channel_types": listOf(whole), "min_value": number,
		"max_value": number, "min_length": whole, "max_length": whole,
	})
	option.fields["options"] = listOf(option)
	command := object(map[string]*shape{
		"type": whole, "name": text, "description": text, "name_localizations": texts, "description_localizations": texts,
		"options": listOf(option), "default_member_permissions": id, "dm_permission": flag, "nsfw": flag,
		"contexts": listOf(whole), "integration_types": listOf(whole), "id": id,
	})
	modal := object(map[string]*shape{"title": text, "custom_id": text, "components": listOf(component)})
	thread := object(map[string]*shape{
		"name": text, "auto_archive_duration": whole, "rate_limit_per_user": whole, "type": whole, "invitable": flag, "archived": flag, "locked": flag,
	})
	shapes := []struct {
		on subject
		*shape
	}{
		{anyMessage | onDefer, message}, {onModal, modal}, {onChoices, object(map[string]*shape{"choices": listOf(choice)})},
		{onCallback, object(map[string]*shape{"type": whole, "data": object(nil)})},
		{onCommands, listOf(command)}, {onCommand, command}, {anyThread, thread}, {onDM, object(map[string]*shape{"recipient_id": id})},
	}
	return []rule{{name: shapeRule, on: ^subject(0), says: "every value has the JSON type the reference gives it", check: func(r *report, b subjectBody) {
		if !b.has() {
			if b.on&(onDefer|anyEdit) == 0 && len(b.files) == 0 {
				r.fail(b.node, "BASE_TYPE_REQUIRED", "This field is required")
			}
			return
		}
		for _, s := range shapes {
			if s.on&b.on != 0 {
				s.fits(r, b.node)
			}
		}
	}}}
}
