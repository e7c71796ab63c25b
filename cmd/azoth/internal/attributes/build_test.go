package attributes

import (
	"os/exec"
	"testing"
)

// TestGeneratedCodeMaps runs a program made of golden directories, which hold
// what Generate gives (see TestGolden): it compiles, and orm.Map accepts it.
func TestGeneratedCodeMaps(t *testing.T) {
	out, err := exec.Command("go", "run", "./testdata/startup").CombinedOutput()
	want := "notes 8\nshop.things 36\nusers 4\naddresses 3\n"
	if err != nil || string(out) != want {
		t.Errorf("%v\n%s", err, out)
	}
}
