namespace ScoringService;

/// <summary>Copies what users send, up to a limit.</summary>
internal static class BoundedCopy
{
    /// <summary>Copies a stream to a new file and returns its length.</summary>
    /// <param name="source">What the user sends.</param>
    /// <param name="path">File that does not exist.</param>
    /// <param name="most">Most bytes.</param>
    /// <param name="what">What it is, for the message.</param>
    /// <param name="cancellation">Ends the copy.</param>
    public static async Task<long> ToFileAsync(Stream source, string path, long most, string what, CancellationToken cancellation)
    {
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16, useAsync: true);
        return await ToAsync(source, file, most, what, cancellation);
    }

    /// <inheritdoc cref="ToFileAsync"/>
    public static async Task<long> ToAsync(Stream source, Stream target, long most, string what, CancellationToken cancellation)
    {
        var buffer = new byte[1 << 16];
        var total = 0L;
        while (await ReadAsync(source, buffer, cancellation) is > 0 and var count)
        {
            total += count;
            if (total > most) throw ProblemException.TooLarge($"{what} has more than {most} bytes.");
            await target.WriteAsync(buffer.AsMemory(0, count), cancellation);
        }
        return total;
    }

    // What is wrong with reading is the sender's; what is wrong with writing, such as a full disk, is ours.
    private static async Task<int> ReadAsync(Stream source, byte[] buffer, CancellationToken cancellation)
    {
        try
        {
            return await source.ReadAsync(buffer, cancellation);
        }
        catch (Exception error) when (error is IOException and not BadHttpRequestException or InvalidDataException)
        {
            throw ProblemException.Wrong($"The body ends early or is damaged: {error.Message}");
        }
    }
}
