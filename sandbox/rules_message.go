package sandbox

import (
	"strings"
	"unicode/utf8"
)

// trimmed counts the characters of a text as Discord does: code points, without white space around.
func trimmed(n *node) int { return utf8.RuneCountInString(strings.TrimSpace(n.text())) }

func messageRules() []rule {
	return []rule{
		{name: "content-length", on: anyMessage, says: "content holds at most 2000 characters", check: func(r *report, b subjectBody) {
			tooLong(r, b.at("content"), 2000)
		}},
		{name: "nonce", on: onMessage, says: "nonce is a string of at most 25 characters or a 64-bit integer", check: func(r *report, b subjectBody) {
			n := b.at("nonce")
			if _, whole := n.int(); n.has() && !n.isText() && !whole {
				r.fail(n, "NONCE_TYPE_INVALID", "Nonce must be a string or an integer.")
			}
			if n.count() > 25 {
				r.fail(n, "NONCE_TYPE_TOO_LONG", "Must be 25 or fewer in length.")
			}
		}},
		{name: "message-flags", on: onMessage, says: "a message sets SUPPRESS_EMBEDS, SUPPRESS_NOTIFICATIONS and IS_COMPONENTS_V2 only", check: func(r *report, b subjectBody) {
			onlyFlags(r, b, SuppressEmbeds|SuppressNotifications|ComponentsV2)
		}},
		{name: "answer-flags", on: onAnswer | onFollowup, says: "an answer sets EPHEMERAL, SUPPRESS_EMBEDS, SUPPRESS_NOTIFICATIONS and IS_COMPONENTS_V2 only", check: func(r *report, b subjectBody) {
			onlyFlags(r, b, Ephemeral|SuppressEmbeds|SuppressNotifications|ComponentsV2)
		}},
		{name: "edit-flags", on: anyEdit, says: "an edit sets SUPPRESS_EMBEDS and IS_COMPONENTS_V2 only", check: func(r *report, b subjectBody) {
			onlyFlags(r, b, SuppressEmbeds|ComponentsV2)
		}},
		{name: "defer-flags", on: onDefer, says: "a deferred answer sets EPHEMERAL only", check: func(r *report, b subjectBody) {
			onlyFlags(r, b, Ephemeral)
		}},
		{name: "reference", on: onMessage, says: "a reply names the message, and is of type 0", check: func(r *report, b subjectBody) {
			if ref := b.at("message_reference"); ref.has() {
				required(r, ref.at("message_id"))
				oneOf(r, ref.at("type"), 0)
			}
		}},
		{name: "not-here", on: anyMessage, says: "the sandbox has no polls, stickers, forwards and spoken messages", check: func(r *report, b subjectBody) {
			for _, key := range []string{"poll", "sticker_ids", "shared_client_theme"} {
				if n := b.at(key); n.has() && (!n.isList() || n.length() > 0) {
					r.fail(n, "SANDBOX_UNSUPPORTED", "The sandbox does not have this.")
				}
			}
		}},
		{name: "not-empty", on: anyNew, answer: emptyMessage, says: "a message has content, embeds, components or files", check: func(r *report, b subjectBody) {
			if trimmed(b.at("content"))+b.at("embeds").length()+b.at("components").length()+len(b.files) == 0 {
				r.fail(b.node, "EMPTY_MESSAGE", "Cannot send an empty message")
			}
		}},
	}
}

func onlyFlags(r *report, b subjectBody, allowed MessageFlags) {
	n := b.at("flags")
	if i, ok := n.int(); ok && (i < 0 || MessageFlags(i)&^allowed != 0) {
		r.fail(n, "MESSAGE_FLAGS_INVALID", "Flags %d cannot be set here.", i)
	}
}

func attachmentRules() []rule {
	return []rule{
		{name: "attachment-count", on: anyMessage, says: "a message has at most 10 attachments", check: func(r *report, b subjectBody) {
			tooMany(r, b.at("attachments"), 10)
			if len(b.files) > 10 {
				r.fail(b.at("attachments"), "BASE_TYPE_MAX_LENGTH", "Must be 10 or fewer in length.")
			}
		}},
		{name: "attachment-description", on: anyMessage, says: "a description holds at most 1024 characters", check: func(r *report, b subjectBody) {
			b.at("attachments").each(func(a *node) { tooLong(r, a.at("description"), 1024) })
		}},
		{name: "attachment-filename", on: anyMessage, says: "a file name holds 1 to 1024 characters", check: func(r *report, b subjectBody) {
			b.at("attachments").each(func(a *node) { between(r, a.at("filename"), 1, 1024) })
		}},
		{name: "attachment-id", on: anyMessage, says: "attachments are named by id, each once", check: func(r *report, b subjectBody) {
			seen := map[string]bool{}
			b.at("attachments").each(func(a *node) {
				if !required(r, a.at("id")) {
					return
				}
				id := idText(a.at("id"))
				if seen[id] {
					r.fail(a.at("id"), "BASE_TYPE_NOT_UNIQUE", "Attachment id is used twice.")
				}
				seen[id] = true
			})
		}},
		{name: "attachment-file", on: anyNew, says: "an attachment's id n has a part files[n]", check: func(r *report, b subjectBody) {
			b.at("attachments").each(func(a *node) {
				if _, ok := b.files[idText(a.at("id"))]; !ok && a.at("id").has() {
					r.fail(a.at("id"), "ATTACHMENT_NOT_FOUND", "There is no part files[%s].", idText(a.at("id")))
				}
			})
		}},
		{name: "file-number", on: anyMessage, says: "files are numbered below 1000: files[0]", check: func(r *report, b subjectBody) {
			for number := range b.files {
				if id, err := ParseID(number); err != nil || id >= 1000 {
					r.fail(b.at("attachments"), "ATTACHMENT_NOT_FOUND", "files[%s] is not numbered.", number)
				}
			}
		}},
	}
}

// idText returns a snowflake that is written as a string or a number.
func idText(n *node) string {
	if n.isText() {
		return n.text()
	}
	i, _ := n.int()
	return ID(i).String()
}

func mentionRules() []rule {
	return []rule{
		{name: "mentions-parse", on: anyMessage, says: `allowed_mentions.parse holds "roles", "users" and "everyone", each once`, check: func(r *report, b subjectBody) {
			seen := map[string]bool{}
			b.at("allowed_mentions").at("parse").each(func(p *node) {
				switch s := p.text(); {
				case s != "roles" && s != "users" && s != "everyone":
					r.fail(p, "BASE_TYPE_CHOICES", "Value must be one of {'roles', 'users', 'everyone'}.")
				case seen[s]:
					r.fail(p, "BASE_TYPE_NOT_UNIQUE", "%s is named twice.", s)
				default:
					seen[s] = true
				}
			})
		}},
		{name: "mentions-count", on: anyMessage, says: "allowed_mentions names at most 100 users and 100 roles, each once", check: func(r *report, b subjectBody) {
			for _, key := range []string{"users", "roles"} {
				n := b.at("allowed_mentions").at(key)
				tooMany(r, n, 100)
				seen := map[string]bool{}
				n.each(func(e *node) {
					if seen[idText(e)] {
						r.fail(e, "BASE_TYPE_NOT_UNIQUE", "The id is named twice.")
					}
					seen[idText(e)] = true
				})
			}
		}},
		{name: "mentions-exclusive", on: anyMessage, says: "what parse allows as a whole is not named one by one", check: func(r *report, b subjectBody) {
			allowed := b.at("allowed_mentions")
			allowed.at("parse").each(func(p *node) {
				if s := p.text(); (s == "users" || s == "roles") && allowed.at(s).length() > 0 {
					r.fail(allowed, "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", "parse:[%q] and %s: [ids...] are mutually exclusive.", s, s)
				}
			})
		}},
	}
}
