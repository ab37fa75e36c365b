using Microsoft.ML.Runtime;

namespace AdaMHF.MLNet;

/// <summary>Counts the slides without a file in one pass over the data and logs the count once, at the end.</summary>
internal sealed class AbsentSlideCount
{
    private int _slides;
    private int _patients;

    public void Add(int slides, bool patientLosesPathology)
    {
        _slides += slides;
        if (patientLosesPathology) _patients++;
    }

    public void Log(IHost host, string folder)
    {
        if (_slides == 0) return;
        using var channel = host.Start(nameof(WsiBagLoadingTransformer));
        channel.Warning(
            $"{_slides} slides have no bag file in '{folder}' and were left out; {_patients} patients have no pathology because of it.");
        (_slides, _patients) = (0, 0);
    }
}
