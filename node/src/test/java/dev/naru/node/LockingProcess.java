// SPDX-License-Identifier: Apache-2.0
package dev.naru.node;

import java.nio.file.Path;

/** Takes the lock of a folder and gives it back. */
final class LockingProcess {
    static final int REFUSED = 3;

    private LockingProcess() {}

    public static void main(String[] args) {
        try (FolderLock _ = FolderLock.take(Path.of(args[0]))) {
            System.out.println("taken");
        } catch (IllegalStateException held) {
            System.exit(REFUSED);
        }
    }
}
