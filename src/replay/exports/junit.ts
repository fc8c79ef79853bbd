/** JUnit 5, on Java 11 and later. */
import { type ExportKind, list, pascal, quoted } from './kind.ts'

/** Java reads a backslash with `u000a` as the end of a line, in a comment, too. */
const comment = (text: string) => text.replaceAll('\\', '/')

export const junit: ExportKind = {
  file: (name) => `${pascal(name)}Test.java`,
  text: ({ name, why, command, target }) => `// ${comment(why)}
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ${pascal(name)}Test {
    @Test
    void holds() throws Exception {
        var shop = System.getenv().getOrDefault("SHOP_URL", ${quoted(target)});
        var npx = System.getProperty("os.name").startsWith("Windows") ? "npx.cmd" : "npx";
        var replay = List.of(npx, ${list(command)}, "--target", shop);
        var played = new ProcessBuilder(replay).redirectErrorStream(true).start();
        var said = new String(played.getInputStream().readAllBytes(), UTF_8);
        assertEquals(0, played.waitFor(), said);
    }
}
`,
}
