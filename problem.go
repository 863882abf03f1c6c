package attache

import "errors"

// Problem is an error a person can act on. Say is one or two plain sentences for the person: what
// was wrong, whether anything was saved, what to do next. Err is for the operator's log and may be
// nil.
type Problem struct {
	Say string
	Err error
}

// Error returns the operator's view.
func (p *Problem) Error() string {
	if p.Err == nil {
		return p.Say
	}
	return p.Say + " (" + p.Err.Error() + ")"
}

// Unwrap gives access to Err.
func (p *Problem) Unwrap() error { return p.Err }

// ErrNotFound is wrapped by errors about an article, fact or schedule that does not exist in the
// guild that was asked.
var ErrNotFound = errors.New("not found")

// ErrUnpostable is wrapped by errors of posting to a channel that trying again does not cure: somebody
// has to change something there first. Such an error is a Problem whose Say is the reason to give.
var ErrUnpostable = errors.New("nothing can be posted there")

// Explain returns what to tell a person about err: the Say of the outermost Problem inside it, or
// a sentence that admits a fault of ours and gives nothing away.
func Explain(err error) string {
	var p *Problem
	if errors.As(err, &p) {
		return p.Say
	}
	return "Something went wrong on my side. Nothing was changed; please try again. The operator's log has the details."
}
