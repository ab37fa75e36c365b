using ScottPlot;

namespace AdaMHF.Reports;

/// <summary>A strip of known thickness beside the data.</summary>
internal abstract class EdgePanel(Edge edge, float thickness) : IPanel
{
    public bool IsVisible { get; set; } = true;

    public float MinimumSize { get; set; }

    public float MaximumSize { get; set; } = float.MaxValue;

    public Edge Edge => edge;

    public bool ShowDebugInformation { get; set; }

    public float Measure(Paint paint) => thickness;

    public PixelRect GetPanelRect(PixelRect dataRect, float size, float offset, Paint paint)
    {
        if (edge == Edge.Left) return new(dataRect.Left - offset - size, dataRect.Left - offset, dataRect.Bottom, dataRect.Top);
        if (edge == Edge.Right) return new(dataRect.Right + offset, dataRect.Right + offset + size, dataRect.Bottom, dataRect.Top);
        var top = edge == Edge.Bottom ? dataRect.Bottom + offset : dataRect.Top - offset - size;
        return new(dataRect.Left, dataRect.Right, top + size, top);
    }

    public void Render(RenderPack rp, float size, float offset)
    {
        using var paint = Paint.NewDisposablePaint();
        Draw(rp, GetPanelRect(rp.DataRect, size, offset, paint));
    }

    /// <summary>Draws the strip; it may draw to the left and the right of it as well.</summary>
    protected abstract void Draw(RenderPack pack, PixelRect strip);
}
