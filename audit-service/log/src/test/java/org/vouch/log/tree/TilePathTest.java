package org.vouch.log.tree;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TilePathTest {
    @ParameterizedTest
    @CsvSource({
        "0, 256, 000",
        "67, 256, 067",
        "999, 1, 999.p/1",
        "1000, 256, x001/000",
        "1234067, 256, x001/x234/067",
        "273, 112, 273.p/112",
        "1067, 255, x001/067.p/255"
    })
    void eachTileHasOneAddress(long index, int width, String text) {
        assertThat(new TilePath(index, width).text()).isEqualTo(text);
        assertThat(TilePath.parse(text)).contains(new TilePath(index, width));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "00",
                "0000",
                "x000/000",
                "x000/x001/000",
                "x001",
                "x001/",
                "001/002",
                "x001/x002",
                "000.p",
                "000.p/",
                "000.p/0",
                "000.p/01",
                "000.p/256",
                "000.p/999",
                "000.p/-1",
                "000.p/1/",
                "-01",
                "00٣",
                "000 ",
                "000\n",
                "X001/000",
                "x999/x999/x999/x999/x999/x999/999"
            })
    void whateverElseSomebodyWritesIsNone(String text) {
        assertThat(TilePath.parse(text)).isEmpty();
    }
}
