package schema

// A MetaDataOption is an option of NewMetaData: DefaultSchema, a
// NamingConvention, or statements around creating and dropping (BeforeCreate …).
type MetaDataOption interface{ applyToMetaData(m *MetaData) }

type metaDataOption func(m *MetaData)

func (f metaDataOption) applyToMetaData(m *MetaData) { f(m) }

// DefaultSchema is the schema of tables that name none; InSchema("") opts out of
// it. References by name do not change by it.
func DefaultSchema(name string) MetaDataOption {
	return metaDataOption(func(m *MetaData) { m.schema = name })
}

func (n NamingConvention) applyToMetaData(m *MetaData) { m.convention = n }
