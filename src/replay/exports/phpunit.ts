/** PHPUnit, on PHP 8. */
import { type ExportKind, list, pascal } from './kind.ts'

/** Between single quotes PHP reads a text as it is. */
const literal = (text: string) => `'${text.replace(/[\\']/g, '\\$&')}'`

export const phpunit: ExportKind = {
  file: (name) => `${pascal(name)}Test.php`,
  text: ({ name, why, command, target }) => `<?php
// ${why.replaceAll('?>', '? >')}
use PHPUnit\\Framework\\TestCase;

final class ${pascal(name)}Test extends TestCase
{
    public function testHolds(): void
    {
        $shop = getenv('SHOP_URL') ?: ${literal(target)};
        $replay = ['npx', ${list(command, literal)}, '--target', $shop];
        exec(implode(' ', array_map('escapeshellarg', $replay)) . ' 2>&1', $said, $code);
        $this->assertSame(0, $code, implode("\\n", $said));
    }
}
`,
}
