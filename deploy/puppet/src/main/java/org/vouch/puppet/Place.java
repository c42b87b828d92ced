package org.vouch.puppet;

/** A point of the textured mesh, in pixels of the photo; smaller depth is nearer to the camera. */
record Place(double x, double y, double depth) {

    Place moved(double right, double down) {
        return new Place(x + right, y + down, depth);
    }

    /** Part of the way to {@code other}, 0 to 1; more than 1 goes beyond it. */
    Place towards(Place other, double part) {
        return new Place(x + part * (other.x - x), y + part * (other.y - y), depth + part * (other.depth - depth));
    }

    /** Turned by {@code radians} about the upright axis through {@code axis}, seen from far away. */
    Place turned(double radians, Place axis) {
        double across = x - axis.x;
        double away = depth - axis.depth;
        return new Place(
                axis.x + across * Math.cos(radians) - away * Math.sin(radians),
                y,
                axis.depth + across * Math.sin(radians) + away * Math.cos(radians));
    }

    /** Tilted in the plane of the picture by {@code radians} about {@code centre}, clockwise as seen. */
    Place tilted(double radians, Place centre) {
        double across = x - centre.x;
        double down = y - centre.y;
        return new Place(
                centre.x + across * Math.cos(radians) - down * Math.sin(radians),
                centre.y + across * Math.sin(radians) + down * Math.cos(radians),
                depth);
    }
}
