// Package contracts holds what the compiler promises: programs over a small
// domain that must compile, and programs with mistakes in every line that must
// not, each mistake with what the compiler has to say about it. There is
// nothing in it to import.
//
// A mistake is a line of testdata/wrong that ends in a comment "// want: …",
// the text being part of the compiler's message.
package contracts
