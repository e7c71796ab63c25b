package firebird_test

import (
	"fmt"

	"github.com/azoth-go/azoth/driver"
	_ "github.com/azoth-go/azoth/driver/firebird"
)

func Example() {
	url, err := driver.ParseURL("firebird://app:secret@localhost/var/lib/shop.fdb?timeout=5s")
	if err != nil {
		fmt.Println(err)
		return
	}
	d, err := driver.Lookup(url.Scheme)
	if err != nil {
		fmt.Println(err)
		return
	}
	connector, err := d.Connector(url) // connects to nothing yet
	if err != nil {
		fmt.Println(err)
		return
	}
	defer connector.Close()
	fmt.Println(d.Dialect().Name, url)
	// Output: firebird firebird://app:***@localhost/var/lib/shop.fdb?timeout=5s
}
