package org.vouch.puppet;

/**
 * What the face is to do.
 *
 * @param turn degrees by which the head is turned about its upright axis; positive: the nose moves to the right of the
 *     picture, that is to the subject's left
 * @param mouth how far the jaw is lowered, over the width of the mouth; 0 leaves it as it is
 * @param lids how far the eyes are shut, 0 to 1; 0 leaves them as they are
 */
record Expression(double turn, double mouth, double lids) {

    /** As in the photo. */
    static final Expression NEUTRAL = new Expression(0, 0, 0);

    static Expression turned(double degrees) {
        return new Expression(degrees, 0, 0);
    }

    static Expression mouth(double open) {
        return new Expression(0, open, 0);
    }

    static Expression lids(double shut) {
        return new Expression(0, 0, shut);
    }

    /** The same with the head turned so much further. */
    Expression from(double degrees) {
        return new Expression(turn + degrees, mouth, lids);
    }
}
