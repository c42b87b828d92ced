package org.vouch.identity.document;

import java.util.regex.Pattern;

/**
 * A mainland travel permit for residents of Hong Kong and Macao: {@code H} or {@code M} and eight digits, the holder's for
 * life. The two digits that older booklets put behind them count renewals and are not part of it (card of 2012, as the
 * National Immigration Administration describes it).
 */
public record HkMacaoPermit(String number) implements Document {
    private static final Pattern SHAPE = Pattern.compile("[HM][0-9]{8}");

    static Reading read(String number) {
        return SHAPE.matcher(number).matches()
                ? new Reading.WellFormed(new HkMacaoPermit(number))
                : new Reading.Malformed(Part.NUMBER, "has H or M and eight digits");
    }

    @Override
    public DocumentType type() {
        return DocumentType.HK_MACAO_PERMIT;
    }

    @Override
    public String toString() {
        return "HkMacaoPermit";
    }
}
