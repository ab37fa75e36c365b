using System.Security.Cryptography;
using Microsoft.ML.OnnxRuntime;

namespace AdaMHF.Slides;

/// <summary>An encoder that is ready to run. Several threads may encode at once.</summary>
public sealed class PatchEncoder : IDisposable
{
    private readonly InferenceSession _session;
    private readonly EncoderShape _shape;
    private readonly EncoderInput _input;
    private readonly int _batch;

    private PatchEncoder(EncoderDescription description, InferenceSession session, int batchSize)
    {
        (Description, _session) = (description, session);
        _shape = EncoderShape.Of(session, description);
        _batch = _shape.FixedBatch ?? batchSize;
        _input = new(description, _shape.ImageSize);
        // Models do not always say how wide their output is; a run does.
        Width = Run(new float[_batch * _input.Count], _batch).Length / _batch;
        if (description.Width is { } stated && stated != Width)
            throw new EncoderException($"'{description.Model}' gives {Width} features for a patch; the description says {stated}.");
    }

    /// <summary>What was loaded.</summary>
    public EncoderDescription Description { get; }

    /// <summary>Features of a patch.</summary>
    public int Width { get; }

    /// <summary>Patches that one call takes best.</summary>
    public int BatchSize => _batch;

    /// <summary>Edge of the input in pixels; patches of another size are fitted to it.</summary>
    public int ImageSize => _input.Size;

    /// <summary>Loads a model and compares its digest.</summary>
    /// <param name="description">The encoder.</param>
    /// <param name="options">Null for one thread of the CPU.</param>
    /// <exception cref="EncoderException">
    /// The model is absent, another one than described, or no encoder; or ONNX Runtime is absent.
    /// </exception>
    public static PatchEncoder Load(EncoderDescription description, EncoderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(description);
        if (!File.Exists(description.Model))
        {
            throw new EncoderException(
                $"There is no model '{description.Model}'. Correct 'model' in the description, or give the place where it is now.");
        }
        CheckDigest(description, EncoderDescription.DigestOf(description.Model));
        return Load(description, options, settings => new(description.Model, settings));
    }

    /// <summary>Loads a model that is in memory, and compares its digest.</summary>
    /// <param name="description">The encoder; <see cref="EncoderDescription.Model"/> is for messages alone.</param>
    /// <param name="model">The bytes of the ONNX file.</param>
    /// <param name="options">Null for one thread of the CPU.</param>
    /// <exception cref="EncoderException">It is another model than described, or no encoder; or ONNX Runtime is absent.</exception>
    public static PatchEncoder LoadFromMemory(EncoderDescription description, byte[] model, EncoderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(description);
        ArgumentNullException.ThrowIfNull(model);
        CheckDigest(description, Convert.ToHexStringLower(SHA256.HashData(model)));
        return Load(description, options, settings => new(model, settings));
    }

    /// <summary>Computes the features of patches.</summary>
    /// <param name="patches">Square pictures of one size.</param>
    /// <param name="features">Takes <see cref="Width"/> values of each patch, one after the other.</param>
    /// <exception cref="EncoderException">A feature is not finite.</exception>
    public void Encode(IReadOnlyList<RgbPicture> patches, Span<float> features)
    {
        ArgumentNullException.ThrowIfNull(patches);
        if (features.Length != patches.Count * Width)
            throw new ArgumentException($"Expected room for {patches.Count} x {Width} features, got {features.Length}.", nameof(features));
        for (var start = 0; start < patches.Count; start += _batch)
        {
            var count = Math.Min(_batch, patches.Count - start);
            // A model with a fixed batch gets empty patches at the end.
            var batch = _shape.FixedBatch ?? count;
            var input = new float[batch * _input.Count];
            for (var i = 0; i < count; i++) _input.Write(patches[start + i], input.AsSpan(i * _input.Count, _input.Count));
            var output = Run(input, batch).AsSpan(0, count * Width);
            foreach (var value in output)
            {
                if (float.IsFinite(value)) continue;
                throw new EncoderException(
                    $"'{Description.Model}' gives features that are not finite: its weights or its normalisation are broken.");
            }
            output.CopyTo(features[(start * Width)..]);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    private static PatchEncoder Load(
        EncoderDescription description, EncoderOptions? options, Func<SessionOptions, InferenceSession> open)
    {
        options ??= new();
        options.Check();
        description.Check();
        InferenceSession? session = null;
        try
        {
            using var settings = Settings(options);
            session = open(settings);
            return new(description, session, options.BatchSize);
        }
        catch (Exception error) when (error is OnnxRuntimeException or DllNotFoundException or TypeInitializationException)
        {
            session?.Dispose();
            throw error is OnnxRuntimeException
                ? new EncoderException($"'{description.Model}' does not run as an encoder: {error.Message}", error)
                : RuntimeAbsent(error);
        }
        catch
        {
            session?.Dispose();
            throw;
        }
    }

    private float[] Run(float[] input, int batch)
    {
        using var tensor = OrtValue.CreateTensorValueFromMemory(input, [batch, 3, _input.Size, _input.Size]);
        using var run = new RunOptions();
        using var outputs = _session.Run(run, [_shape.Input], [tensor], [_shape.Output]);
        var shape = outputs[0].GetTensorTypeAndShape().Shape;
        return EncoderOutput.Features(outputs[0].GetTensorDataAsSpan<float>(), shape, batch, Description);
    }

    private static SessionOptions Settings(EncoderOptions options)
    {
        var settings = new SessionOptions
        {
            IntraOpNumThreads = options.CallThreads,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        if (options.CudaDevice is not { } device) return settings;
        try
        {
            settings.AppendExecutionProvider_CUDA(device);
            return settings;
        }
        catch (Exception error) when (error is EntryPointNotFoundException or OnnxRuntimeException)
        {
            settings.Dispose();
            throw new EncoderException(
                $"CUDA device {device} cannot be used: {error.Message} The application must reference Microsoft.ML.OnnxRuntime.Gpu in "
                + "place of Microsoft.ML.OnnxRuntime, and NVIDIA's driver, CUDA and cuDNN must be there.",
                error);
        }
    }

    private static void CheckDigest(EncoderDescription description, string digest)
    {
        if (digest.Equals(description.Sha256, StringComparison.OrdinalIgnoreCase)) return;
        throw new EncoderException(
            $"'{description.Model}' is not the model that '{description.Name}' describes: its SHA-256 is {digest}, expected "
            + $"{description.Sha256.ToLowerInvariant()}. Copy the file again; if another model is meant, correct the description.");
    }

    private static EncoderException RuntimeAbsent(Exception error) => new(
        "ONNX Runtime's native library cannot be loaded. Add the package Microsoft.ML.OnnxRuntime (CPU) or Microsoft.ML.OnnxRuntime.Gpu "
        + "1.31.1 to the application.",
        error);
}
