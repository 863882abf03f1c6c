// Package chart draws findings as pictures: a [Timeline] in, a [card.File] with a PNG out.
//
// A picture has a background of its own, so that it reads on dark and on light surfaces, and an alt text
// that says what it shows. No meaning is in a colour alone: every status has a shape and a word. What
// the font cannot draw is not drawn wrongly: text in scripts that need shaping or glyphs it lacks
// (Arabic, Hebrew, Chinese, Hindi …) is replaced by the name of the script in brackets, in the picture
// and not in the alt text; the answer beside the picture has the words. Latin, Cyrillic, Greek, Armenian
// and Georgian are drawn.
//
// Layout comes first and knows rectangles only; drawing follows it. Size and time are bounded: at most
// [MaxEvents] events, the rest is counted.
package chart
