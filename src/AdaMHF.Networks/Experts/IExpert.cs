namespace AdaMHF.Networks;

/// <summary>An expert: maps the token sequences of the patients that chose it to sequences of the same shape.</summary>
internal interface IExpert
{
    /// <summary>Maps the sequences, class token first.</summary>
    TokenBatch Run(TokenBatch batch);
}
