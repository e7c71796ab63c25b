package attributes

import (
	"errors"
	"fmt"
	"go/build"
	"go/token"
	"slices"

	"github.com/azoth-go/azoth/schema"
)

// Tables reads the Go package in a directory and gives the tables of its entities,
// as far as the structs tell their types. What is wrong with the structs is an
// error, as for Generate.
func Tables(dir string) (*schema.MetaData, error) {
	found, err := build.ImportDir(dir, 0)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", dir, err)
	}
	p := newSource(dir, token.NewFileSet())
	if err := p.parse(slices.Concat(found.GoFiles, found.CgoFiles), false); err != nil {
		return nil, err
	}
	meta, _ := p.declare(p.mapped())
	if len(p.errs) > 0 {
		return nil, errors.Join(p.errs...)
	}
	if len(meta.Tables()) == 0 {
		return nil, fmt.Errorf("%s: no struct has an orm.Table field", dir)
	}
	return meta, nil
}

// mapped reads all entities, also those whose attributes are written by hand.
func (p *source) mapped() (all []*entity) {
	for _, decl := range p.ordered {
		if marker, tag := p.marker(decl); marker != nil {
			if e := p.entity(decl, marker, tag); e != nil {
				all = append(all, e)
			}
		}
	}
	return all
}
