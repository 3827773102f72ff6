import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.PrintWriter;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Runs a class of tests as a build tool does: it ends with 0 if there are tests and all of them succeed. */
class RunTests {
    public static void main(String[] arguments) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(arguments[0]))
                .build();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, listener);
        PrintWriter out = new PrintWriter(System.out);
        listener.getSummary().printFailuresTo(out);
        listener.getSummary().printTo(out);
        out.flush();
        boolean well = listener.getSummary().getTestsSucceededCount() > 0
                && listener.getSummary().getTotalFailureCount() == 0;
        System.exit(well ? 0 : 1);
    }
}
