namespace AdaMHF.Slides;

/// <summary>Order of the colour channels that an encoder was trained with.</summary>
public enum ChannelOrder
{
    /// <summary>Red, green, blue: PyTorch's models.</summary>
    Rgb,

    /// <summary>Blue, green, red: models that come from Caffe.</summary>
    Bgr,
}
