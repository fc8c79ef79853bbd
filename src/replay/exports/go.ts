/** Go: `go test`. */
import { type ExportKind, list, pascal, quoted, snake } from './kind.ts'

export const go: ExportKind = {
  file: (name) => `${snake(name)}_test.go`,
  text: ({ name, why, command, target }) => `// ${why}
package shop_test

import (
	"os"
	"os/exec"
	"testing"
)

func Test${pascal(name)}(t *testing.T) {
	shop := os.Getenv("SHOP_URL")
	if shop == "" {
		shop = ${quoted(target)}
	}
	said, err := exec.Command("npx", ${list(command)}, "--target", shop).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\\n%s", err, said)
	}
}
`,
}
