// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol.codec;

import dev.naru.protocol.AccountId;
import dev.naru.protocol.AccountKind;
import dev.naru.protocol.Authenticator;
import dev.naru.protocol.Bytes;
import dev.naru.protocol.Challenge;
import dev.naru.protocol.Command;
import dev.naru.protocol.Converter;
import dev.naru.protocol.CorridorTerms;
import dev.naru.protocol.Digest;
import dev.naru.protocol.HeadroomRule;
import dev.naru.protocol.Limits;
import dev.naru.protocol.PaymentId;
import dev.naru.protocol.Rate;
import dev.naru.protocol.RateTier;
import dev.naru.protocol.Transfer;
import dev.naru.protocol.TransferPurpose;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Makes random valid records of any of the protocol's types from a seed. Types are found by
 * reflection, so a command, outcome or event that is added tomorrow is made without a change here.
 */
final class Samples {
    private static final int TRIES = 10_000;
    private static final String CODE_CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-";

    private final SplittableRandom random;

    Samples(long seed) {
        random = new SplittableRandom(seed);
    }

    /** Every record that a sealed interface permits, in order of declaration. */
    @SuppressWarnings("unchecked") // permitted subclasses of T are Ts
    static <T> List<Class<? extends T>> kindsOf(Class<T> sealed) {
        List<Class<? extends T>> kinds = new ArrayList<>();
        for (Class<?> kind : sealed.getPermittedSubclasses()) {
            kinds.add((Class<? extends T>) kind);
        }
        return kinds;
    }

    /** A random valid record. */
    <T> T one(Class<T> type) {
        for (int i = 0; i < TRIES; i++) {
            Optional<T> made = build(type, arguments(type));
            if (made.isPresent()) {
                return made.get();
            }
        }
        throw new AssertionError("no valid " + type + " in " + TRIES + " tries");
    }

    /** A record of these component values, empty when its constructor refuses them. */
    static <T> Optional<T> build(Class<T> type, Object[] arguments) {
        Class<?>[] types =
                Arrays.stream(type.getRecordComponents())
                        .map(RecordComponent::getType)
                        .toArray(Class<?>[]::new);
        try {
            Constructor<T> constructor = type.getDeclaredConstructor(types);
            return Optional.of(constructor.newInstance(arguments));
        } catch (InvocationTargetException thrown) {
            if (thrown.getCause() instanceof IllegalArgumentException) {
                return Optional.empty();
            }
            throw new AssertionError(thrown);
        } catch (ReflectiveOperationException unexpected) {
            throw new LinkageError(unexpected.getMessage(), unexpected);
        }
    }

    private Object[] arguments(Class<?> type) {
        if (type == Command.DefineCorridor.class) {
            return corridor();
        }
        if (type == Command.SetHeadroom.class) {
            return headroom();
        }
        if (type == PaymentId.class) {
            return new Object[] {
                (random.nextLong() & ~0xF000L) | 0x4000L, random.nextLong() >>> 2 | Long.MIN_VALUE
            };
        }
        if (type == Digest.class && random.nextInt(4) == 0) {
            return new Object[] {0L, 0L};
        }
        if (type == Transfer.class) {
            return transfer();
        }
        return Arrays.stream(type.getRecordComponents())
                .map(component -> value(component.getGenericType(), component.getName()))
                .toArray();
    }

    /** A random value of a component, often valid. */
    Object value(Type type, String name) {
        if (type == int.class) {
            return number(name);
        }
        if (type == long.class) {
            return wide(name);
        }
        if (type == boolean.class) {
            return random.nextBoolean();
        }
        if (type == String.class) {
            return name.equals("isoReason") ? isoReason() : code();
        }
        if (type == Bytes.class) {
            return bytes(random.nextInt(4) == 0 ? Limits.PARTICULARS_BYTES : 40);
        }
        if (type instanceof ParameterizedType generic) {
            return several(generic, name);
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isEnum()) {
            return plain.getEnumConstants()[random.nextInt(plain.getEnumConstants().length)];
        }
        return one(plain);
    }

    private Object several(ParameterizedType type, String name) {
        Class<?> element = (Class<?>) type.getActualTypeArguments()[0];
        if (type.getRawType() == Optional.class) {
            return random.nextBoolean() ? Optional.of(value(element, name)) : Optional.empty();
        }
        if (type.getRawType() == Set.class) {
            Set<Object> set = new HashSet<>();
            for (Object constant : element.getEnumConstants()) {
                if (random.nextBoolean()) {
                    set.add(constant);
                }
            }
            return set;
        }
        return switch (name) {
            case "enquiriesNs" ->
                    rising(random.nextInt(Limits.ENQUIRIES + 1), 300_000_000_000_000L);
            case "tiers" ->
                    rising(1 + random.nextInt(Limits.RATE_TIERS), Long.MAX_VALUE / 16).stream()
                            .map(upTo -> new RateTier(upTo, one(Rate.class)))
                            .toList();
            case "chain" -> list(element, name, 1 + random.nextInt(Limits.CHAIN_TRANSFERS));
            case "byState" -> list(element, name, 8);
            default -> list(element, name, random.nextInt(6));
        };
    }

    /** A list of so many elements. */
    List<Object> list(Class<?> element, String name, int size) {
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            list.add(element == Long.class ? wide(name) : value(element, name));
        }
        return list;
    }

    private List<Long> rising(int size, long step) {
        List<Long> list = new ArrayList<>();
        long last = 0;
        for (int i = 0; i < size; i++) {
            last += random.nextLong(1, step);
            list.add(last);
        }
        return list;
    }

    private int number(String name) {
        return switch (name) {
            case "groupId", "sourceGroupId", "destinationGroupId" ->
                    1 + random.nextInt(Limits.GROUPS);
            case "limit" -> 1 + random.nextInt(Limits.PAGE_ROWS);
            case "utcOffsetMinutes" -> random.nextInt(-720, 841);
            case "screeningScore", "refuseAtScore", "holdAtScore" -> random.nextInt(1_001);
            case "failures" -> random.nextInt(Authenticator.MOST_FAILURES + 1);
            case "fault" -> random.nextInt(256);
            case "fromPackedId" -> random.nextInt(Integer.MAX_VALUE);
            default -> 1 + random.nextInt(Limits.PARTICIPANTS);
        };
    }

    private long wide(String name) {
        return switch (name) {
            case "high", "low", "netMinor", "positionMinor", "obligationMinor", "headroomMinor" ->
                    random.nextLong();
            case "scaled" -> random.nextLong(1, Rate.MOST_SCALED + 1);
            case "amountMinor" ->
                    random.nextInt(8) == 0
                            ? Command.RecordAnswer.NO_AMOUNT
                            : random.nextLong(1, Command.MOST_AMOUNT_MINOR + 1);
            case "validForNs" -> random.nextLong(1, 86_400_000_000_001L);
            case "newDeviceMinor" -> random.nextInt(2) * random.nextLong(1, Long.MAX_VALUE);
            case "tapWithinNs" -> random.nextLong(1, Challenge.MOST_TAP_NS + 1);
            case "toNs" -> random.nextLong(Long.MAX_VALUE / 2);
            case "quoteNs", "dispatchNs", "answerNs", "executionNs" ->
                    random.nextLong(1, 2_592_000_000_000_000L);
            default -> random.nextLong(1, 1L << random.nextInt(1, 63));
        };
    }

    private String isoReason() {
        return random.nextBoolean() ? "" : text(4, CODE_CHARACTERS.length() - 1);
    }

    private String code() {
        return text(1 + random.nextInt(Limits.CODE_LENGTH), CODE_CHARACTERS.length());
    }

    private String text(int length, int alphabet) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(CODE_CHARACTERS.charAt(random.nextInt(alphabet)));
        }
        return text.toString();
    }

    Bytes bytes(int most) {
        byte[] content = new byte[random.nextInt(most + 1)];
        random.nextBytes(content);
        return Bytes.copyOf(content);
    }

    private Object[] corridor() {
        Converter converter = random.nextBoolean() ? Converter.HUB : Converter.PARTNER;
        int source = number("groupId");
        int other = 1 + source % Limits.GROUPS;
        return new Object[] {
            number("corridorId"),
            code(),
            source,
            converter == Converter.PARTNER ? source : other,
            number("participantId"),
            converter,
            one(CorridorTerms.class)
        };
    }

    private Object[] headroom() {
        HeadroomRule rule = random.nextBoolean() ? HeadroomRule.NET_CAP : HeadroomRule.PREFUNDED;
        boolean capped = rule == HeadroomRule.NET_CAP && random.nextInt(4) > 0;
        return new Object[] {
            number("participantId"),
            number("groupId"),
            rule,
            capped ? random.nextLong(Long.MAX_VALUE / 4) : 0,
            random.nextLong(Long.MAX_VALUE / 4)
        };
    }

    private Object[] transfer() {
        int group = number("groupId");
        TransferPurpose purpose = (TransferPurpose) value(TransferPurpose.class, "purpose");
        return new Object[] {purpose, account(group), account(group), wide("amountMinor")};
    }

    private AccountId account(int group) {
        AccountKind kind = (AccountKind) value(AccountKind.class, "kind");
        return new AccountId(kind, kind.perParticipant() ? number("participantId") : 0, group);
    }
}
