package digest_test

import (
	"fmt"
	"time"

	"attache/digest"
)

func ExampleDue() {
	plan, err := digest.NewPlan("day at 2:30am", "America/New_York")
	if err != nil {
		fmt.Println(err)
		return
	}
	saturday := time.Date(2026, 3, 7, 12, 0, 0, 0, time.UTC)
	for _, slot := range digest.Due(plan, saturday, saturday.AddDate(0, 0, 2)) {
		fmt.Println(slot.Format("Mon 2 January 15:04 MST"))
	}
	// Output:
	// Sun 8 March 03:00 EDT
	// Mon 9 March 02:30 EDT
}

func ExampleSpec() {
	fmt.Println(digest.Spec("mon,thu", "6pm"))
	// Output: 0 18 * * 1,4 <nil>
}
