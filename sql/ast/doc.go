// Package ast is the statement tree: plain nodes without behaviour, which the
// builders of package sql make and the compilers of package dialect read.
//
// A node may be shared by several statements and is never changed once it was
// handed out. Every node says its Kind, which is how a dialect names the nodes
// that it writes in its own way.
package ast
