package sandbox

// Render returns m as a person reads it.
func (w *World) Render(m *Message) string { return m.Content }
