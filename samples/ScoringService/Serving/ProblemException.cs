namespace ScoringService;

/// <summary>A request that cannot be answered, and what to tell the user (RFC 9457).</summary>
/// <param name="status">HTTP status.</param>
/// <param name="title">What kind of problem it is.</param>
/// <param name="detail">What is wrong, what was expected, and the remedy.</param>
/// <param name="problems">What is wrong, one by one, with row, column and patient where they apply.</param>
internal sealed class ProblemException(int status, string title, string detail, IReadOnlyList<Problem>? problems = null) : Exception(detail)
{
    public int Status => status;

    public string Title => title;

    public IReadOnlyList<Problem> Problems => problems ?? [];

    public static ProblemException Wrong(string detail) => new(StatusCodes.Status400BadRequest, "The request is not valid.", detail);

    public static ProblemException TooLarge(string detail) =>
        new(StatusCodes.Status413PayloadTooLarge, "The request is too large.", detail);

    public static ProblemException WrongType(string detail) =>
        new(StatusCodes.Status415UnsupportedMediaType, "The content type is not read.", detail);
}

/// <summary>One thing that is wrong.</summary>
internal sealed record Problem(string Message, int? Row, string? Column, string? Patient);
