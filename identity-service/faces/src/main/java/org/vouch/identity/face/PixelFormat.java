package org.vouch.identity.face;

import java.util.List;
import org.vouch.identity.face.RecogniserProfile.ChannelOrder;
import org.vouch.identity.face.RecogniserProfile.Layout;

/** How a network wants the pixels of a face, which are 0..255 as they come. */
public interface PixelFormat {

    /** Of the three numbers of a pixel. */
    ChannelOrder channelOrder();

    /** Of the input tensor. */
    Layout layout();

    /** Taken off each channel, in the order of the tensor. */
    List<Float> mean();

    /** What the difference is multiplied by. */
    float scale();
}
