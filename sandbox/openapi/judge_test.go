package openapi_test

import (
	"path/filepath"
	"strings"
	"testing"

	"attache/sandbox"
	"attache/sandbox/openapi"
)

func load(t testing.TB) *openapi.Judge {
	t.Helper()
	judge, err := openapi.Load(filepath.FromSlash("../../../shared/discord/openapi.json"))
	if err != nil {
		t.Skipf("the description is not at hand: %v", err)
	}
	return judge
}

func TestCheck(t *testing.T) {
	judge := load(t)
	for _, tt := range []struct {
		name, operation string
		dir             sandbox.Direction
		status          int
		body, complains string
	}{
		{"accepts a message", "create_message", sandbox.FromBot, 0, `{"content":"hello","nonce":"a","enforce_nonce":true}`, ""},
		{"refuses a title of 300", "create_message", sandbox.FromBot, 0, `{"embeds":[{"title":"` + strings.Repeat("x", 300) + `"}]}`, "/embeds/0/title"},
		{"refuses callback type 99", "create_interaction_response", sandbox.FromBot, 0, `{"type":99}`, "/type"},
		{"accepts permissions as a numeric string", "bulk_set_application_commands", sandbox.FromBot, 0, `[{"name":"a","description":"d","default_member_permissions":"32"}]`, ""},
		{"refuses permissions that are no number", "bulk_set_application_commands", sandbox.FromBot, 0, `[{"name":"a","description":"d","default_member_permissions":"many"}]`, "default_member_permissions"},
		{"refuses a command without a name", "bulk_set_application_commands", sandbox.FromBot, 0, `[{"description":"d"}]`, "name"},
		{"refuses an answer that is no message", "get_message", sandbox.ToBot, 200, `{"id":"1"}`, "author"},
		{"accepts an error tree", "create_message", sandbox.ToBot, 400, `{"code":50035,"message":"Invalid Form Body","errors":{"content":{"_errors":[{"code":"A","message":"b"}]}}}`, ""},
		{"refuses an error tree without a message", "create_message", sandbox.ToBot, 400, `{"code":50035,"message":"Invalid Form Body","errors":{"content":{"_errors":[{"code":"A"}]}}}`, "/errors/content"},
		{"refuses an error without a code", "create_message", sandbox.ToBot, 404, `{"message":"gone"}`, "code"},
		{"refuses a body where there is none", "delete_message", sandbox.ToBot, 204, `{}`, "without a body"},
		{"refuses an operation nobody described", "brew_coffee", sandbox.FromBot, 0, `{}`, "not described"},
		{"refuses a status nobody described", "create_message", sandbox.ToBot, 302, `{}`, "302"},
		{"refuses a body for a request that has none", "get_message", sandbox.FromBot, 0, `{}`, "no JSON body"},
		{"refuses what is no JSON", "create_message", sandbox.FromBot, 0, `{`, "EOF"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			err := judge.Check(tt.operation, tt.dir, tt.status, []byte(tt.body))
			switch {
			case tt.complains == "" && err != nil:
				t.Errorf("complains: %v", err)
			case tt.complains != "" && err == nil:
				t.Errorf("has no complaint, want one about %s", tt.complains)
			case tt.complains != "" && !strings.Contains(err.Error(), tt.complains):
				t.Errorf("complains %q, want something about %s", err, tt.complains)
			}
		})
	}
}

func TestLoad(t *testing.T) {
	if _, err := openapi.Load(filepath.Join(t.TempDir(), "none.json")); err == nil {
		t.Error("a file that is not there was loaded")
	}
}

func BenchmarkCheck(b *testing.B) {
	judge := load(b)
	body := []byte(`{"content":"hello","embeds":[{"title":"t","fields":[{"name":"n","value":"v"}]}],"components":[{"type":1,"components":[{"type":2,"style":1,"label":"b","custom_id":"c"}]}]}`)
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	for b.Loop() {
		if err := judge.Check("create_message", sandbox.FromBot, 0, body); err != nil {
			b.Fatal(err)
		}
	}
}
