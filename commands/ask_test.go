package commands

import "testing"

// Questions as analysts write them, and the line each becomes.
func TestQuestions(t *testing.T) {
	for _, tt := range []struct{ question, want string }{
		{"What did Maren say about the corridor since Tuesday?", "who-said --speaker lena-maren --since \"since Tuesday\" corridor"},
		{"what has maren said on flags", "who-said --speaker lena-maren flags"},
		{"Did Maren say the posts would be shared?", "who-said --speaker lena-maren posts shared"},
		{"Has Tolvaj commented on the corridor?", "who-said --speaker ana-tolvaj corridor"},
		{"Who denied the attack?", "who-said --act deny attack"},
		{"Who denied anything yesterday?", "who-said --since yesterday --until yesterday --act deny"},
		{"Any denials by Maren?", "who-said --speaker lena-maren --act deny"},
		{"who warned of a closure last week", "who-said --since \"last week\" --until \"last week\" --act warn closure"},
		{"Who rejected joint customs?", "who-said --act reject joint customs"},
		{"What does Maren think about Tessany?", "who-said --speaker lena-maren --beliefs Tessany"},
		{"latest statements by Maren", "who-said --speaker lena-maren --order newest"},
		{"What was said yesterday?", "who-said --since yesterday --until yesterday"},
		{"who said \"two flags\"", "who-said \"two flags\""},
		{"What did Marlowe say?", "who-said --speaker Marlowe"},
		{"Did Maren say that she read the report?", "who-said --speaker lena-maren read report"},
		{"articles about the corridor", "search corridor"},
		{"read reports about the corridor", "search corridor"},
		{"Who said what?", "help"},
		{"Which conditions are open between Maren and Tessany?", "conditions --party lena-maren --with tessany --status open"},
		{"What did Maren promise Tessany?", "conditions --holder lena-maren --addressee tessany --kind promise"},
		{"What did Maren offer Tessany on the corridor?", "conditions --holder lena-maren --addressee tessany --kind promise corridor"},
		{"Which demands of Maren were rejected?", "conditions --party lena-maren --status rejected"},
		{"Has Maren changed her position on the corridor?", "changed --speaker lena-maren corridor"},
		{"Did Maren change?", "who-said --speaker lena-maren"},
	} {
		t.Run(tt.question, func(t *testing.T) {
			d := newDesk(t)
			call, err := FromOptions(ask(), map[string]string{"question": tt.question}, monday)
			if err != nil {
				t.Fatal(err)
			}
			line, err := interpret(t.Context(), d.env(), call)
			if err != nil {
				t.Fatal(err)
			}
			if got := line.String(); got != tt.want {
				t.Errorf("became %s\nwant   %s", got, tt.want)
			}
			cmd, rest, ok := Find(All(), Split(line.String()))
			if !ok {
				t.Fatalf("%s names no command", line)
			}
			if _, err := Parse(cmd, rest, monday); err != nil {
				t.Errorf("%s: %v", line, err)
			}
		})
	}
}
