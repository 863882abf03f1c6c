package commands

import (
	"context"

	"attache"
	"attache/card"
	"attache/export"
)

// formatAll asks for a file of every format there is.
const formatAll = "all"

// formatOption gives the findings of a command as files.
func formatOption(kind attache.FactKind) Option {
	o := Option{Name: "format", Help: "Give all findings as a file", Kind: Choice}
	for _, f := range export.Formats(kind) {
		o.Choices = append(o.Choices, string(f))
	}
	o.Choices = append(o.Choices, formatAll)
	return o
}

// files answers with all findings as files.
func (s search) files(ctx context.Context, env Env, call Call) (card.Card, error) {
	f, err := s.find(ctx, env, 0, 0)
	if err != nil {
		return card.Card{}, err
	}
	if f.hits == 0 {
		return s.nothing(ctx, env, call, s.about)
	}
	c, err := s.lay(ctx, env, call, f)
	if err != nil {
		return card.Card{}, err
	}
	report := export.Report{Card: c, Kind: s.query.Kind, Asked: call.At}
	if f.hits > f.taken {
		report.Total = f.hits
	}
	for _, one := range f.findings {
		for i, r := range one {
			row := export.Finding{Cited: r.Cited}
			if i > 0 {
				row.Same = one[0].Ref
			}
			report.Findings = append(report.Findings, row)
		}
	}
	formats := export.Formats(s.query.Kind)
	if wanted := call.Text("format"); wanted != formatAll {
		formats = []export.Format{export.Format(wanted)}
	}
	c.Blocks, c.Lead = nil, "Every citation with its passage. A ref in a file stays good: /cite shows what it stands for."
	for _, format := range formats {
		file, err := export.Write(format, report)
		if err != nil {
			return card.Card{}, err
		}
		c.Files = append(c.Files, file)
	}
	if f.hits > f.taken {
		c.Lead += " " + f.folded(s.what)
	}
	return c, nil
}
