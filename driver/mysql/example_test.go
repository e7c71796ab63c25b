package mysql_test

import (
	"fmt"

	"github.com/azoth-go/azoth/driver"
	_ "github.com/azoth-go/azoth/driver/mysql"
)

func Example() {
	url, err := driver.ParseURL("mariadb://app:secret@localhost/shop?timeout=5s")
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

	url, _ = driver.ParseURL("mysql://app:secret@localhost/shop?time_out=5s")
	_, err = d.Connector(url)
	fmt.Println(err)
	// Output:
	// mariadb
	// database URL: unknown option "time_out": did you mean "timeout"? (mysql takes charset, collation, tls, timeout, readTimeout, writeTimeout, maxAllowedPacket, allowNativePasswords, unix_socket, sql_mode, time_zone, kill_query)
}
