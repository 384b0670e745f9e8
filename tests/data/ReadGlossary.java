import java.io.File;
import java.io.PrintStream;
import org.omegat.gui.glossary.GlossaryEntry;
import org.omegat.gui.glossary.GlossaryReaderTSV;

/** Prints a glossary as OmegaT's own reader has it: source, target and comment, NUL after each. */
class ReadGlossary {
    public static void main(String[] paths) throws Exception {
        PrintStream out = new PrintStream(System.out, true, "UTF-8");
        for (GlossaryEntry entry : GlossaryReaderTSV.read(new File(paths[0]), false)) {
            out.print(entry.getSrcText() + "\0" + entry.getLocText() + "\0");
            out.print(entry.getCommentText() + "\0");
        }
    }
}
