using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace ScoringService;

/// <summary>Reads a request part by part into its folder: nothing of it is in memory at once but patients that come as JSON.</summary>
internal sealed class UploadReader(ScoringSettings settings)
{
    public const string Json = "application/json", Form = "multipart/form-data";

    private readonly ScoringLimits _limits = settings.Limits;

    /// <summary>Reads a form with a table or with patients, and bags; or patients alone, as JSON.</summary>
    /// <exception cref="ProblemException">It is neither, or beyond the limits.</exception>
    public async Task<RequestFolder> ReadAsync(HttpRequest request, bool takesTable, bool takesPatients, CancellationToken cancellation)
    {
        if (request.ContentLength > _limits.RequestBytes)
            throw ProblemException.TooLarge($"The request has {request.ContentLength} bytes; at most {_limits.RequestBytes} are read.");
        var folder = new RequestFolder();
        try
        {
            var type = MediaTypeHeaderValue.TryParse(request.ContentType, out var parsed) ? parsed : null;
            if (takesPatients && type?.MediaType == Json) folder.Patients = await PatientsAsync(request.Body, cancellation);
            else if (type?.MediaType == Form) await ReadPartsAsync(type, request.Body, folder, cancellation);
            else throw ProblemException.WrongType($"Expected {(takesPatients ? $"{Json} or " : "")}{Form}, got '{request.ContentType}'.");
            if ((takesTable && folder.Table is not null) || (takesPatients && folder.Patients is not null)) return folder;
            throw ProblemException.Wrong((takesTable, takesPatients) switch
            {
                (true, true) => "There is no part 'table' with a CSV file, and no part 'patients' with JSON.",
                (true, _) => "There is no part 'table' with a CSV file.",
                _ => "There is no part 'patients' with JSON.",
            });
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    private async Task ReadPartsAsync(
        MediaTypeHeaderValue type, Stream body, RequestFolder folder, CancellationToken cancellation)
    {
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).ToString();
        if (boundary.Length is 0 or > 70) throw ProblemException.Wrong("The form has no boundary of 1 to 70 characters.");
        var reader = new MultipartReader(boundary, body) { BodyLengthLimit = _limits.RequestBytes };
        var read = 0L;
        for (var parts = 0; await NextAsync(reader, cancellation) is { } part; parts++)
        {
            if (parts > _limits.Bags + 2) throw ProblemException.TooLarge($"The form has more than {_limits.Bags} bags.");
            var form = part.GetContentDispositionHeader() ?? throw ProblemException.Wrong("A part of the form has no name.");
            var name = HeaderUtilities.RemoveQuotes(form.Name).ToString();
            var file = (form.FileNameStar.HasValue ? form.FileNameStar : HeaderUtilities.RemoveQuotes(form.FileName)).ToString();
            await ReadPartAsync(name, file, part.Body, folder, cancellation);
            read += part.Body.Position;
            if (read > _limits.RequestBytes) throw ProblemException.TooLarge($"The request has more than {_limits.RequestBytes} bytes.");
        }
    }

    private async Task ReadPartAsync(string name, string file, Stream body, RequestFolder folder, CancellationToken cancellation)
    {
        switch (name)
        {
            case "table" when folder.Patients is null:
                await BoundedCopy.ToFileAsync(body, folder.AddTable(file), _limits.TableBytes, "The table", cancellation);
                break;
            case "patients" when folder.Table is null && folder.Patients is null:
                folder.Patients = await PatientsAsync(body, cancellation);
                break;
            case "bags":
                if (folder.BagCount >= _limits.Bags) throw ProblemException.TooLarge($"There are more than {_limits.Bags} bags.");
                var most = _limits.UnpackedBytes - folder.BagBytes;
                folder.BagBytes += await BoundedCopy.ToFileAsync(body, folder.AddBag(file), most, "The bags together", cancellation);
                break;
            case "zip":
                var zip = folder.NewPath(file);
                await BoundedCopy.ToFileAsync(body, zip, _limits.RequestBytes, "The zip", cancellation);
                await BagZip.UnpackAsync(zip, folder, _limits, cancellation);
                File.Delete(zip);
                break;
            default:
                throw ProblemException.Wrong("The form has an unknown part, or one twice; expected table or patients, bags and zip.");
        }
    }

    private async Task<IReadOnlyList<JsonPatient>> PatientsAsync(Stream body, CancellationToken cancellation)
    {
        using var memory = new MemoryStream();
        await BoundedCopy.ToAsync(body, memory, _limits.TableBytes, "The JSON of the patients", cancellation);
        return JsonPatients.Parse(memory.GetBuffer().AsSpan(0, (int)memory.Length), _limits.Patients);
    }

    private static async Task<MultipartSection?> NextAsync(MultipartReader reader, CancellationToken cancellation)
    {
        try
        {
            return await reader.ReadNextSectionAsync(cancellation);
        }
        catch (Exception error) when (error is IOException and not BadHttpRequestException or InvalidDataException)
        {
            throw ProblemException.Wrong($"The form ends early or is damaged: {error.Message}");
        }
    }
}
