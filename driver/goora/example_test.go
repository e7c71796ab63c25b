package goora_test

import (
	"fmt"

	"github.com/azoth-go/azoth"
	_ "github.com/azoth-go/azoth/driver/goora"
)

func Example() {
	eng, err := azoth.Open("oracle://scott:tiger@localhost/orcl?timeout=30s") // opens no connection yet
	if err != nil {
		fmt.Println(err)
		return
	}
	defer eng.Close()
	fmt.Println(eng, eng.Name())
	_, err = azoth.Open("oracle://scott:tiger@localhost/orcl?time_out=30s")
	fmt.Println(err)
	// Output:
	// azoth.Engine(oracle://scott:***@localhost/orcl?timeout=30s) oracle
	// open oracle://scott:***@localhost/orcl?time_out=30s: database URL: unknown option "time_out": did you mean "timeout"? (oracle takes auth_type, client_charset, dba_privilege, instance_name, language, lob_fetch, national_strings, os_user, prefetch_rows, program, proxy_client_name, sid, ssl, ssl_verify, territory, timeout, unix_socket, wallet)
}
