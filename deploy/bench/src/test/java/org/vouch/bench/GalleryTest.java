package org.vouch.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GalleryTest {

    private final Gallery<Double> gallery = new Gallery<>(
            faces -> faces.stream().mapToDouble(face -> face).average().orElseThrow(), (a, b) -> Math.abs(a - b));

    @Test
    void makesSetsOfThreeOfWhoeverHasSixPhotosAndUsesNoneTwice() {
        add("six", 0, 0, 0, 0, 0, 6);
        add("eight", 9, 9, 9, 9, 9, 9, 9, 9);
        add("five", 5, 5, 5, 5, 5);

        Distances threes = gallery.ofThrees();

        assertThat(gallery.peopleWithThrees()).isEqualTo(2);
        assertThat(threes.falseNonMatches(9)).isEqualTo(new Rate(0, 2));
        assertThat(threes.falseMatches(9)).isEqualTo(new Rate(4, 4));
        // One mean of the first is 0 and the other 2, whichever set the odd one is in.
        assertThat(threes.falseNonMatches(1).errors()).isEqualTo(1);
        assertThat(threes.nearestStrangers()).isEqualTo(7);
    }

    @Test
    void countsTheSetsThatASessionWouldRefuse() {
        add("torn", 0, 0, 0, 0, 0, 6);

        assertThat(gallery.torn(5)).isEqualTo(new Rate(1, 2));
        assertThat(gallery.torn(6)).isEqualTo(new Rate(0, 2));
    }

    @Test
    void drawsTheSameSetsEveryTime() {
        add("same", 1, 2, 3, 4, 5, 6, 7);

        assertThat(gallery.ofThrees().falseNonMatches(.4))
                .isEqualTo(gallery.ofThrees().falseNonMatches(.4));
    }

    private void add(String person, double... faces) {
        for (double face : faces) {
            gallery.add(person, face);
        }
    }
}
