package orm

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"unsafe"

	"github.com/azoth-go/azoth/orm/internal/mapping"
	"github.com/azoth-go/azoth/orm/internal/state"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/sql/ast"
)

// Map maps an entity and gives its attributes: A is a struct that embeds
// Entity[T] and has one typed field for each mapped field of T, of the same
// name. The generator writes such structs; they may as well be written by hand.
//
//	var Users = orm.Map[struct {
//		orm.Entity[User]
//		ID        sql.Number[int64]
//		Name      sql.String
//		Addresses orm.ToMany[User, Address]
//	}]()
//
// It panics when the struct, its tags and the attributes do not fit together,
// naming the field and the cure; a package variable is where to call it.
// Entities may refer to each other in any order: what they say of each other is
// resolved when it is first needed (see Configure).
func Map[A any]() A { return MapIn[A](defaultRegistry) }

// MapIn is Map into a registry of its own.
func MapIn[A any](r *Registry) A {
	var attributes A
	m, ok := any(&attributes).(mappable)
	if !ok {
		panic(fmt.Sprintf("orm: %T must embed orm.Entity[T], T being the struct to map", attributes))
	}
	entity, err := m.mapInto(r)
	if err == nil {
		err = bindAttributes(reflect.ValueOf(&attributes).Elem(), entity, view{from: entity.Table.AST(), exprs: entity.Exprs}, true)
	}
	if err == nil {
		err = register(r, entity)
	}
	if err != nil {
		panic("orm: " + err.Error())
	}
	return attributes
}

// mappable is the embedded Entity[T], which knows T.
type mappable interface {
	mapInto(r *Registry) (*mapping.Entity, error)
	rebind(e *mapping.Entity, v view)
	mapped() *mapping.Entity
}

// A trackedSlot is how objects of a session lie in the chunks of a result: each
// with the copy of itself that changes are found by, and what the session knows
// of it.
type trackedSlot[T any] struct {
	object   T
	snapshot T
	instance state.Instance
}

// A plainSlot is how objects lie there that no session has.
type plainSlot[T any] struct {
	object   T
	instance state.Instance
}

func layoutOf[T any]() mapping.Layout {
	var tracked trackedSlot[T]
	var plain plainSlot[T]
	return mapping.Layout{
		Tracked: mapping.Slots{
			Size:           unsafe.Sizeof(tracked),
			SnapshotOffset: unsafe.Offsetof(tracked.snapshot),
			StateOffset:    unsafe.Offsetof(tracked.instance),
			Allocate: func(n int) unsafe.Pointer {
				return unsafe.Pointer(unsafe.SliceData(make([]trackedSlot[T], n)))
			},
		},
		Plain: mapping.Slots{
			Size:        unsafe.Sizeof(plain),
			StateOffset: unsafe.Offsetof(plain.instance),
			Allocate: func(n int) unsafe.Pointer {
				return unsafe.Pointer(unsafe.SliceData(make([]plainSlot[T], n)))
			},
		},
		CopyStruct: func(dst, src unsafe.Pointer) { *(*T)(dst) = *(*T)(src) },
		NewStruct:  func() unsafe.Pointer { return unsafe.Pointer(new(T)) },
	}
}

func (e *Entity[T]) mapInto(r *Registry) (*mapping.Entity, error) {
	return mapStruct(r, reflect.TypeFor[T](), layoutOf[T]())
}

func mapStruct(r *Registry, t reflect.Type, layout mapping.Layout) (*mapping.Entity, error) {
	if t.Kind() != reflect.Struct {
		return nil, fmt.Errorf("%v is not a struct", t)
	}
	if other, taken := entities.Load(t); taken {
		return nil, mappedAlready(r, other.(*mapping.Entity))
	}
	found := fieldScan{}
	found.scan(t, 0)
	if !found.marked {
		return nil, fmt.Errorf("%s has no table: give it the field _ orm.Table `orm:\"%s\"`", t.Name(), strings.ToLower(t.Name())+"s")
	}
	entity, err := mapping.Build(r.r, t.Name(), t, found.table, found.fields, layout)
	if err != nil {
		return nil, err
	}
	entity.StateOffset = found.marker
	return entity, nil
}

// register makes an entity known, once its attributes fit.
func register(r *Registry, entity *mapping.Entity) error {
	if other, taken := entities.LoadOrStore(entity.Type, entity); taken {
		return mappedAlready(r, other.(*mapping.Entity))
	}
	r.r.Add(entity)
	return nil
}

func mappedAlready(r *Registry, entity *mapping.Entity) error {
	if entity.Registry == r.r {
		return fmt.Errorf("%s is mapped twice: use the attributes that the first orm.Map gave, or orm.Alias of them", entity.Name)
	}
	return fmt.Errorf("%s is mapped in two registries: declare a type of its own for the second", entity.Name)
}

// A fieldScan gathers the fields of a struct, those of embedded structs among
// them.
type fieldScan struct {
	fields []mapping.Field
	table  string
	marker uintptr
	marked bool
}

var markerType = reflect.TypeFor[Table]()

// container is what Many and One are for the mapping.
type container interface {
	target() (t reflect.Type, many bool)
}

func (s *fieldScan) scan(t reflect.Type, offset uintptr) {
	for i := range t.NumField() {
		f := t.Field(i)
		at := offset + f.Offset
		if f.Type == markerType {
			if !s.marked {
				s.table, s.marker, s.marked = f.Tag.Get("orm"), at, true
			}
			continue
		}
		if !f.IsExported() && !f.Anonymous {
			continue
		}
		field := mapping.Field{Name: f.Name, Offset: at, Type: f.Type, Tag: f.Tag.Get("orm")}
		if c, ok := reflect.New(f.Type).Interface().(container); ok {
			field.Target, field.Many = c.target()
		} else if f.Anonymous && f.Type.Kind() == reflect.Struct && field.Tag == "" {
			s.scan(f.Type, at)
			continue
		}
		s.fields = append(s.fields, field)
	}
}

// A view is where an entity's columns come from: its table, an alias of it, or
// a subquery, which may lack some.
type view struct {
	from   ast.From
	exprs  []ast.Expr // by column index
	faults *faults    // nil where all is there
}

// faults are what a view lacks.
type faults struct {
	columns []error // by column index, why it is not there
	first   error   // why whole objects cannot be read
}

// fault tells why whole objects cannot be read, or gives nil.
func (v *view) fault() error {
	if v.faults == nil {
		return nil
	}
	return v.faults.first
}

// column gives the column that a view has for a mapped one, or why it has none.
func (v *view) column(c *mapping.Column) (*ast.Column, error) {
	if v.faults != nil && v.faults.columns[c.Index] != nil {
		return nil, v.faults.columns[c.Index]
	}
	return v.exprs[c.Index].(*ast.Column), nil
}

// bindAttributes makes the fields of an attribute struct refer to an entity's
// columns, as a view has them.
func bindAttributes(attributes reflect.Value, e *mapping.Entity, v view, check bool) error {
	var errs []error
	t := attributes.Type()
	seen := map[string]bool{}
	for i := range t.NumField() {
		f := t.Field(i)
		p := attributes.Field(i).Addr().Interface()
		if m, ok := p.(mappable); ok && f.Anonymous {
			m.rebind(e, v)
			continue
		}
		if !f.IsExported() {
			continue
		}
		seen[f.Name] = true
		if relation, ok := p.(relationAttribute); ok {
			if err := relation.bindRelationship(e, f.Name, v); err != nil {
				errs = append(errs, fmt.Errorf("attribute %s.%s: %w", e.Name, f.Name, err))
			}
			continue
		}
		if err := bindColumn(p, f, e, v); err != nil {
			errs = append(errs, fmt.Errorf("attribute %s.%s: %w", e.Name, f.Name, err))
		}
	}
	if check {
		errs = append(errs, missingAttributes(e, seen)...)
	}
	return errors.Join(errs...)
}

func bindColumn(p any, f reflect.StructField, e *mapping.Entity, v view) error {
	var column *mapping.Column
	for _, c := range e.Columns {
		if c.Field == f.Name {
			column = c
		}
	}
	if column == nil {
		if r := e.Relationship(f.Name); r != nil {
			return fmt.Errorf("the field is a relationship: use %s, or run azoth gen", relationAttributeType(r))
		}
		return fmt.Errorf("%s has no mapped field of that name: remove the attribute, or run azoth gen", e.Name)
	}
	goType, nullable, ok := sql.AttributeType(f.Type)
	if !ok {
		return fmt.Errorf("%v is no attribute type: use %s, or run azoth gen", f.Type, attributeTypeOf(e, column).suggestion())
	}
	if want := attributeTypeOf(e, column); goType != want.goType || nullable != want.nullable {
		return fmt.Errorf("%v does not fit the field's type %v: use %s, or run azoth gen", f.Type, want.field, want.suggestion())
	}
	if c, err := v.column(column); err != nil {
		sql.FailAttribute(p, err)
	} else {
		sql.BindAttribute(p, c)
	}
	return nil
}

// missingAttributes tells of mapped fields that have no attribute.
func missingAttributes(e *mapping.Entity, seen map[string]bool) (errs []error) {
	for _, c := range e.Columns {
		if !seen[c.Field] {
			errs = append(errs, fmt.Errorf("the attributes of %s lack the field %s: add %s %s, or run azoth gen",
				e.Name, c.Field, c.Field, attributeTypeOf(e, c).suggestion()))
		}
	}
	for _, r := range e.Relationships {
		if !seen[r.Field] {
			errs = append(errs, fmt.Errorf("the attributes of %s lack the relationship %s: add %s %s, or run azoth gen",
				e.Name, r.Field, r.Field, relationAttributeType(r)))
		}
	}
	return errs
}
