// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher;

import dev.naru.simulators.Arguments;
import dev.naru.simulators.acquirer.KoreaAcquirerMain;
import dev.naru.simulators.fxprovider.FxProviderMain;
import dev.naru.simulators.scheme.IndonesiaSwitchMain;
import dev.naru.simulators.telephone.TelephoneMain;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** Runs one simulator alone, until it is killed. Its options are the simulator's own. */
@Command(
        name = "simulator",
        description = "Runs one simulator: indonesia, korea-acquirer, fx-provider or telephone.")
public final class SimulatorCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(index = "0", description = "indonesia, korea-acquirer, fx-provider or telephone")
    private String name = "";

    /** The command line adds to it. */
    @Unmatched private List<String> options = new ArrayList<>();

    /** Made by the command line. */
    @SuppressWarnings("NullAway.Init")
    SimulatorCommand() {}

    @Override
    public Integer call() throws Exception {
        try {
            return run();
        } catch (Arguments.WrongException wrong) {
            throw new ParameterException(
                    spec.commandLine(), String.valueOf(wrong.getMessage()), wrong);
        }
    }

    private int run() throws Exception {
        String[] arguments = options.toArray(String[]::new);
        switch (name) {
            case "indonesia" -> IndonesiaSwitchMain.main(arguments);
            case "korea-acquirer" -> KoreaAcquirerMain.main(arguments);
            case "fx-provider" -> FxProviderMain.main(arguments);
            case "telephone" -> TelephoneMain.main(arguments);
            default ->
                    throw new ParameterException(
                            spec.commandLine(),
                            "There is no simulator "
                                    + name
                                    + ": indonesia, korea-acquirer, fx-provider or telephone.");
        }
        return 0;
    }
}
