namespace AdaMHF.MLNet.Tests;

public sealed class TabularRow
{
    public string PatientId { get; set; } = "";

    public float Time { get; set; }

    public bool Event { get; set; }

    public float Age { get; set; }

    public float Stage { get; set; }

    public float Marker { get; set; }

    public string Site { get; set; } = "";

    public TabularRow With(Action<TabularRow> change)
    {
        var copy = (TabularRow)MemberwiseClone();
        change(copy);
        return copy;
    }
}
