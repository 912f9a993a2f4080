// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

final class Crc16 {
    private Crc16() {}

    static int of(byte[] b) {
        int crc = 0xFFFF;
        for (byte x : b) {
            crc ^= (x & 0xFF) << 8;
            for (int i = 0; i < 8; i++) crc = (crc & 0x8000) != 0 ? (crc << 1) ^ 0x1021 : crc << 1;
        }
        return crc & 0xFFFF;
    }
}
