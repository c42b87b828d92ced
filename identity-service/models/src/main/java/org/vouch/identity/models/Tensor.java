package org.vouch.identity.models;

import java.util.Arrays;

/** Values in row-major order whose number is always the product of the shape. */
final class Tensor {

    private final int[] shape;
    private final float[] values;

    Tensor(int[] shape, float[] values) {
        if (count(shape) != values.length) {
            throw new IllegalArgumentException(values.length + " values for shape " + Arrays.toString(shape));
        }
        this.shape = shape.clone();
        this.values = values.clone();
    }

    static int count(int... shape) {
        return Arrays.stream(shape).reduce(1, Math::multiplyExact);
    }

    int rank() {
        return shape.length;
    }

    int dimension(int axis) {
        return shape[axis];
    }

    int[] shape() {
        return shape.clone();
    }

    float[] values() {
        return values.clone();
    }

    /** The values as whole numbers: shapes, paddings and axes. */
    long[] integers() {
        long[] integers = new long[values.length];
        for (int i = 0; i < values.length; i++) {
            integers[i] = (long) values[i];
        }
        return integers;
    }

    Tensor reshaped(int... newShape) {
        return new Tensor(newShape, values);
    }

    /** Axis {@code i} of the answer is axis {@code order[i]} of this. */
    Tensor transposed(int... order) {
        int[] target = new int[shape.length];
        int[] step = new int[shape.length];
        int[] strides = strides();
        for (int axis = 0; axis < shape.length; axis++) {
            target[axis] = shape[order[axis]];
            step[axis] = strides[order[axis]];
        }
        float[] moved = new float[values.length];
        int[] index = new int[shape.length];
        int source = 0;
        for (int i = 0; i < moved.length; i++) {
            moved[i] = values[source];
            for (int axis = shape.length - 1; axis >= 0; axis--) {
                source += step[axis];
                if (++index[axis] < target[axis]) {
                    break;
                }
                source -= step[axis] * target[axis];
                index[axis] = 0;
            }
        }
        return new Tensor(target, moved);
    }

    private int[] strides() {
        int[] strides = new int[shape.length];
        int stride = 1;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            strides[axis] = stride;
            stride *= shape[axis];
        }
        return strides;
    }
}
