// Package extract reads an article and returns its facts: who said what, what happened when, who
// asks or offers what on which condition. It joins the layers below it and holds no rule of its own.
//
// A [Pipeline] is built once and does not change: share it between goroutines. Reading is pure: it
// opens no file, asks no clock and keeps nothing, and the same article gives the same bytes on every
// machine. A fact that was not found in the words of the article is not returned. What language the
// article is in and whether it is worth reading is for the caller to decide.
//
//	tables, err := entity.ParseTables(configs.Entities())
//	p, err := extract.New(extract.Options{Tables: tables})
//	facts := p.Extract(article)
//	for _, a := range facts.Attributions {
//		fmt.Println(a.Source.Show(article.Text), a.Content[0].Of(article.Text))
//	}
package extract
