package schema

// Information is something that the program keeps with a table or a column. The
// package does nothing with it.
type Information struct {
	Key   string
	Value any
}

// Info keeps a value with a table or a column, under a key.
func Info(key string, value any) Information { return Information{key, value} }

func (i Information) addTo(t *Table) error {
	t.Info = i.into(t.Info)
	return nil
}

func (i Information) applyTo(c *Column) error {
	c.Info = i.into(c.Info)
	return nil
}

func (i Information) into(info map[string]any) map[string]any {
	if info == nil {
		info = map[string]any{}
	}
	info[i.Key] = i.Value
	return info
}
