package dev.trent.bench;

import com.sun.management.ThreadMXBean;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/// What the threads of another JVM have allocated since its start.
public final class Allocated {
    private Allocated() {}

    /// Prints the bytes that the JVM with the given process id has allocated.
    @SuppressWarnings("BanJNDI") // the address is that of a process of this machine, by its own word
    public static void main(String[] arguments) throws IOException, AttachNotSupportedException {
        VirtualMachine machine = VirtualMachine.attach(arguments[0]);
        try (JMXConnector connector =
                JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()))) {
            System.out.println(ManagementFactory.newPlatformMXBeanProxy(
                            connector.getMBeanServerConnection(),
                            ManagementFactory.THREAD_MXBEAN_NAME,
                            ThreadMXBean.class)
                    .getTotalThreadAllocatedBytes());
        } finally {
            machine.detach();
        }
    }
}
