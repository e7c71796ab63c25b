package mssql_test

import (
	"fmt"

	"github.com/azoth-go/azoth/driver"
	_ "github.com/azoth-go/azoth/driver/mssql"
)

func Example() {
	url, err := driver.ParseURL("mssql://app:secret@localhost/shop?encrypt=true")
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
	fmt.Println(d.Dialect().Name)

	url, _ = driver.ParseURL("mssql://app:secret@localhost/shop?repeatableRead=always")
	_, err = d.Connector(url)
	fmt.Println(err)
	// Output:
	// mssql
	// database URL: option repeatableRead=always is neither snapshot nor lock
}
