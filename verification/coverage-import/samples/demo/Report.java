import java.io.File;
import java.io.FileOutputStream;
import org.jacoco.core.analysis.Analyzer;
import org.jacoco.core.analysis.CoverageBuilder;
import org.jacoco.core.tools.ExecFileLoader;
import org.jacoco.report.IReportVisitor;
import org.jacoco.report.xml.XMLFormatter;

public final class Report {
  public static void main(String[] arguments) throws Exception {
    ExecFileLoader loader = new ExecFileLoader();
    loader.load(new File(arguments[0]));
    CoverageBuilder builder = new CoverageBuilder();
    new Analyzer(loader.getExecutionDataStore(), builder).analyzeAll(new File(arguments[1]));
    try (FileOutputStream output = new FileOutputStream(arguments[2])) {
      IReportVisitor visitor = new XMLFormatter().createVisitor(output);
      visitor.visitInfo(loader.getSessionInfoStore().getInfos(), loader.getExecutionDataStore().getContents());
      visitor.visitBundle(builder.getBundle("demo"), null);
      visitor.visitEnd();
    }
  }
}
