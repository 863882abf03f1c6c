package sandbox

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"
)

func (a *act) standing() (int, any, error) {
	return http.StatusOK, struct {
		Kinds    []FaultKind     `json:"kinds"`
		Standing []StandingFault `json:"standing"`
	}{FaultKinds(), a.Standing()}, nil
}

func (a *act) fault() (int, any, error) {
	var d struct {
		Text string `json:"text"`
	}
	if err := a.read(&d); err != nil {
		return 0, nil, err
	}
	id, err := a.Order(d.Text)
	if errors.Is(err, ErrFault) {
		err = fmt.Errorf("%w: %w", errUnreadable, err)
	}
	return http.StatusCreated, struct {
		ID int64 `json:"id"`
	}{id}, err
}

func (a *act) mend() (int, any, error) {
	id, err := strconv.ParseInt(a.r.PathValue("id"), 10, 64)
	if err != nil {
		return 0, nil, fmt.Errorf("%w: fault %q", ErrUnknown, a.r.PathValue("id"))
	}
	return done(a.End(id))
}

func (a *act) heal() (int, any, error) {
	a.Heal()
	return done(nil)
}
