package commands

import (
	"context"

	"attache"
	"attache/card"
	"attache/chart"
	"attache/export"
)

// formatAll asks for a file of every format there is, formatPicture for a drawing of the findings.
const (
	formatAll     = "all"
	formatPicture = "picture"
)

// formatOption gives the findings of a command as files.
func formatOption(kind attache.FactKind) Option {
	o := Option{Name: "format", Help: "Give all findings as a file", Kind: Choice}
	for _, f := range export.Formats(kind) {
		o.Choices = append(o.Choices, string(f))
	}
	if kind == attache.KindEvent {
		o.Choices = append(o.Choices, formatPicture)
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
	report := s.report(call, f)
	report.Card = c
	formats := export.Formats(s.query.Kind)
	switch wanted := call.Text("format"); wanted {
	case formatAll:
	case formatPicture:
		formats = nil
	default:
		formats = []export.Format{export.Format(wanted)}
	}
	if s.picture != nil && (formats == nil || call.Text("format") == formatAll) {
		file, err := chart.Draw(s.picture(c.Title, f.findings))
		if err != nil {
			return card.Card{}, err
		}
		file.Glance = false // it was asked for
		c.Files = append(c.Files, file)
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

// report is what files are written of.
func (s search) report(call Call, f found) export.Report {
	r := export.Report{Kind: s.query.Kind, Asked: call.At}
	if f.hits > f.taken {
		r.Total = f.hits
	}
	for _, one := range f.findings {
		for i, result := range one {
			row := export.Finding{Cited: result.Cited}
			if i > 0 {
				row.Same = one[0].Ref
			}
			if s.now != nil {
				row.Now = s.now(one)
			}
			r.Findings = append(r.Findings, row)
		}
	}
	return r
}
