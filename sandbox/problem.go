package sandbox

import (
	"fmt"
	"net/http"
)

// problem is an error answer of the REST API.
type problem struct {
	status  int
	Code    int    `json:"code"`
	Message string `json:"message"`
	Errors  *tree  `json:"errors,omitempty"`

	retryAfter float64 // of a 429
	global     bool
	scope      string
}

func (p *problem) Error() string { return fmt.Sprintf("%d: %s (%d)", p.status, p.Message, p.Code) }

// The answers Discord documents, by their JSON error code.
var (
	unauthorized      = &problem{status: http.StatusUnauthorized, Message: "401: Unauthorized"}
	noSuchRoute       = &problem{status: http.StatusNotFound, Message: "404: Not Found"}
	unknownChannel    = &problem{status: http.StatusNotFound, Code: 10003, Message: "Unknown Channel"}
	unknownGuild      = &problem{status: http.StatusNotFound, Code: 10004, Message: "Unknown Guild"}
	unknownMember     = &problem{status: http.StatusNotFound, Code: 10007, Message: "Unknown Member"}
	unknownMessage    = &problem{status: http.StatusNotFound, Code: 10008, Message: "Unknown Message"}
	unknownUser       = &problem{status: http.StatusNotFound, Code: 10013, Message: "Unknown User"}
	unknownEmoji      = &problem{status: http.StatusBadRequest, Code: 10014, Message: "Unknown Emoji"}
	unknownWebhook    = &problem{status: http.StatusNotFound, Code: 10015, Message: "Unknown Webhook"}
	unknownAsked      = &problem{status: http.StatusNotFound, Code: 10062, Message: "Unknown interaction"}
	unknownCommand    = &problem{status: http.StatusNotFound, Code: 10063, Message: "Unknown application command"}
	tooManyReactions  = &problem{status: http.StatusBadRequest, Code: 30010, Message: "Maximum number of reactions reached (20)"}
	tooManyNew        = &problem{status: http.StatusBadRequest, Code: 30034, Message: "Max number of daily application command creates has been reached (200)"}
	tooManyCommands   = &problem{status: http.StatusBadRequest, Code: 30032, Message: "Maximum number of application commands reached"}
	foreignBot        = &problem{status: http.StatusForbidden, Code: 20012, Message: "You are not authorized to perform this action on this application"}
	tooMuch           = &problem{status: http.StatusRequestEntityTooLarge, Code: 40005, Message: "Request entity too large"}
	alreadyAcked      = &problem{status: http.StatusBadRequest, Code: 40060, Message: "Interaction has already been acknowledged."}
	noAccess          = &problem{status: http.StatusForbidden, Code: 50001, Message: "Missing Access"}
	foreignMessage    = &problem{status: http.StatusForbidden, Code: 50005, Message: "Cannot edit a message authored by another user"}
	emptyMessage      = &problem{status: http.StatusBadRequest, Code: 50006, Message: "Cannot send an empty message"}
	noDirectMessages  = &problem{status: http.StatusForbidden, Code: 50007, Message: "Cannot send messages to this user"}
	noPermission      = &problem{status: http.StatusForbidden, Code: 50013, Message: "Missing Permissions"}
	wrongChannelKind  = &problem{status: http.StatusBadRequest, Code: 50024, Message: "Cannot execute action on this channel type"}
	tokenEnded        = &problem{status: http.StatusUnauthorized, Code: 50027, Message: "Invalid Webhook Token"}
	invalidRecipient  = &problem{status: http.StatusBadRequest, Code: 50033, Message: "Invalid Recipient(s)"}
	wrongVersion      = &problem{status: http.StatusBadRequest, Code: 50041, Message: "Invalid API version provided"}
	threadArchived    = &problem{status: http.StatusBadRequest, Code: 50083, Message: "Thread is archived"}
	badJSON           = &problem{status: http.StatusBadRequest, Code: 50109, Message: "The request body contains invalid JSON."}
	tooManyThreads    = &problem{status: http.StatusBadRequest, Code: 160006, Message: "Maximum number of active threads reached"}
	threadExists      = &problem{status: http.StatusBadRequest, Code: 160004, Message: "A thread has already been created for this message"}
	cannotReadHistory = &problem{status: http.StatusForbidden, Code: 160002, Message: "Cannot reply without permission to read message history"}
)

// invalidForm is the answer to a body that breaks rules.
func invalidForm(t *tree) *problem {
	return &problem{status: http.StatusBadRequest, Code: 50035, Message: "Invalid Form Body", Errors: t}
}
