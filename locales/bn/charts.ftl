# কারণ, সময় আর ঝুঁকির ছবি।

# কোনটা থেকে কী হলো
chart-causes-loops = পেছনের কারণ { $count }টি, চক্র { $loops }টি: “{ $target }”, নিজের ফলেই তা আবার বেড়েছে।
chart-causes-chain = পেছনের কারণ { $count }টি, ফেরার পথ নেই: “{ $first }” থেকে “{ $last }”।
chart-causes-leads-to = যার জেরে
chart-causes-loops-to = ঘুরে গিয়ে আবার বাড়ায়
chart-causes-number = নম্বর
chart-causes-factor = পেছনের কারণ
chart-causes-caption = নম্বরগুলো ওপরের তালিকার। তিরচিহ্ন প্রতিবেদনের কথামতো, মাপা নয়।
chart-causes-one = { $number }: { $text }।
chart-causes-alt = কারণের ছবি, ওপর থেকে নিচে। { $chain }
