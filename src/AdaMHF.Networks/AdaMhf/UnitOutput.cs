using TorchSharp;
using static TorchSharp.torch;

namespace AdaMHF.Networks;

/// <summary>One modality of those patients who have it, after segregation and selection.</summary>
/// <param name="ClassTokens">[n, width].</param>
/// <param name="Tokens">The tokens.</param>
/// <param name="Mean">[n, width]: the mean token by selection's scores; null where the network does not select.</param>
internal sealed record UnitOutput(Tensor ClassTokens, TokenBatch Tokens, Tensor? Mean = null)
{
    public static UnitOutput Of((Tensor ClassTokens, TokenBatch Tokens) unit) => new(unit.ClassTokens, unit.Tokens);

    /// <summary>The class tokens of some patients, any of them any number of times.</summary>
    public Tensor ClassTokensOf(int[] places) => places.SequenceEqual(Enumerable.Range(0, (int)ClassTokens.shape[0]))
        ? ClassTokens
        : ClassTokens.index_select(0, TokenBatch.Places(places, ClassTokens.device));

    /// <summary>The only patient's, several times.</summary>
    public UnitOutput Repeated(int times)
    {
        var places = new int[times];
        return new(ClassTokensOf(places), Tokens.Select(places), Mean?.expand(times, -1));
    }

    /// <summary>Outlives the part that made it; its layout is made anew, because the old one goes with the part.</summary>
    public UnitOutput KeptBy(DisposeScope? memory)
    {
        if (memory is null) return this;
        memory.Keep(ClassTokens);
        memory.Keep(Tokens.Tokens);
        if (Mean is not null) memory.Keep(Mean);
        return this with { Tokens = Tokens with { Layout = new(Tokens.Layout.Counts, Tokens.Layout.Length, Tokens.Tokens.device) } };
    }
}
